import { expect, test } from "vitest";
import { diffReleases, type ReleaseDiff } from "../../../src/index.ts";
import {
  diffRecords,
  diffTable,
  diffTitle,
  reasonTable,
} from "../../../src/render/tables/diff-table.ts";
import type { Table } from "../../../src/render/tables/table.ts";

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
          { field: "documented.ianaNames", before: "none", after: "starttls" },
          { field: "basis.twin", before: [], after: [] },
          { field: "other", before: "a", after: "b" },
        ],
      })),
  });
  expect(rows).toEqual([
    ["changed", "port 2079", "twin", "none", "2083"],
    ["changed", "port 2079", "IANA names", "none", "starttls"],
    ["changed", "port 2079", "source of twin", "none", "none"],
    ["changed", "port 2079", "other", "a", "b"],
  ]);
});

test("counts each kind of difference, and all rows if there are several kinds", () => {
  const whatDiffers = (from: number, to: number) =>
    diffTitle(diffReleases(from, to)).replace(/^.*?: /, "");
  expect(whatDiffers(118, 126)).toBe("2 ports removed");
  expect(whatDiffers(102, 126)).toBe(
    "9 differences (2 ports removed, 1 port changed in 2 details, 2 features changed, 3 recommended firewalls changed)",
  );
  expect(diffTable(diffReleases(102, 126)).rows).toHaveLength(9);
});

test("names changed details in words, and their fields for programs", () => {
  const diff = diffReleases(112, 114);
  const column = (table: Table) => table.rows.map((row) => row[2]);
  expect(column(diffTable(diff))).toEqual(["note", "remarks", ""]);
  expect(column(diffRecords(diff))).toEqual(["documented.note", "annotations", ""]);
});
