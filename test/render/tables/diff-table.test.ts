import { expect, test } from "vitest";
import { diffReleases, type ReleaseDiff } from "../../../src/index.ts";
import { diffTable, reasonTable } from "../../../src/render/tables/diff-table.ts";

const nothing: ReleaseDiff = diffReleases(126, 126);

test("has no rows for identical releases", () => {
  expect(diffTable(nothing).rows).toEqual([]);
  expect(reasonTable(nothing).rows).toEqual([]);
});

test("has one row per added, removed or changed license-callback port", () => {
  const row = { port: 2083, service: "cPanel SSL", inbound: true, outbound: false } as const;
  const { rows } = diffTable({
    ...nothing,
    licenseCallback: [
      { port: 2082, before: "undocumented", after: { ...row, port: 2082 } },
      { port: 2083, before: row, after: { ...row, outbound: true } },
      { port: 2087, before: { ...row, port: 2087 }, after: "undocumented" },
    ],
  });
  const text = "cPanel SSL, in yes, out no";
  expect(rows).toEqual([
    ["changed", "license callback 2082", "", "undocumented", text],
    ["changed", "license callback 2083", "", text, "cPanel SSL, in yes, out yes"],
    ["changed", "license callback 2087", "", text, "undocumented"],
  ]);
});

test("has one row per changed field, and shows null as none", () => {
  const { rows } = diffTable({
    ...nothing,
    changed: diffReleases(112, 114)
      .changed.slice(0, 1)
      .map((change) => ({
        ...change,
        fields: [
          { field: "twin", before: null, after: 2083 },
          { field: "protection", before: "none", after: "starttls" },
        ],
      })),
  });
  expect(rows).toEqual([
    ["changed", "port 2079", "twin", "none", "2083"],
    ["changed", "port 2079", "protection", "none", "starttls"],
  ]);
});
