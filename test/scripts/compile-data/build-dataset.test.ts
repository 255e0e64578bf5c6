import { describe, expect, test } from "vitest";
import { buildDataset, CompileError } from "../../../scripts/compile-data/build-dataset.ts";
import { printDataset } from "../../../scripts/compile-data/print-dataset.ts";
import type { DataFiles } from "../../../scripts/data-files.ts";
import { changed, files, type Mutable } from "../../support/changed-files.ts";
import { runExample } from "../../support/run-example.ts";
import { thrown } from "../../support/thrown.ts";

describe("buildDataset", () => {
  test("omits a removed port from all later releases", () => {
    const spans = buildDataset(files).ports.filter((span) => span.entry.port === 2091);
    expect(spans.map(({ from, through }) => [from, through])).toEqual([[102, 118]]);
  });

  test("splits a port that was removed and added again into two spans", () => {
    const dataset = buildDataset(
      changed(({ pages }) => {
        const page = pages.find((each) => each.page === 116);
        if (page) {
          page.ports = page.ports.filter((row) => row.port !== 22);
        }
      }),
    );
    const spans = dataset.ports.filter((span) => span.entry.port === 22);
    expect(spans.map(({ from, through }) => [from, through])).toEqual([
      [102, 114],
      [118, 126],
    ]);
  });

  test("applies an annotation only to its span of releases", () => {
    const dataset = buildDataset(
      changed(({ annotations }) => {
        annotations.ports.push({
          port: 22,
          from: 112,
          through: 116,
          kind: "advice",
          id: "test",
          text: "A test.",
          basis: [{ kind: "note" }],
        });
      }),
    );
    const spans = dataset.ports.filter((span) => span.entry.port === 22);
    expect(
      spans.map(({ from, through, entry }) => [
        from,
        through,
        entry.annotations.filter((each) => each.id === "test").length,
      ]),
    ).toEqual([
      [102, 110, 0],
      [112, 116, 1],
      [118, 126, 0],
    ]);
  });

  test.for<[string, (files: Mutable<DataFiles>) => void, RegExp]>([
    [
      "a release without a page",
      ({ releases }) => {
        for (const each of releases.releases) {
          each.page = each.release === 126 ? 128 : each.page;
        }
      },
      /release 126 is documented by page 128, but there is no pages\/128\.json/,
    ],
    [
      "no releases",
      ({ releases }) => {
        releases.releases.length = 0;
      },
      /releases\.json: no releases/,
    ],
    [
      "a label without services",
      ({ services }) => {
        services.labels = Object.fromEntries(
          Object.entries(services.labels).filter(([label]) => label !== "IMAP"),
        );
      },
      /no services for the label "IMAP" of port 143 in release 102/,
    ],
    [
      "a label with an unknown service",
      ({ services }) => {
        services.services = services.services.filter((each) => each.id !== "imap");
      },
      /unknown service "imap"/,
    ],
    [
      "a row without a scope",
      ({ annotations }) => {
        annotations.ports = annotations.ports.filter((each) => each.kind !== "scope");
      },
      /port 579 in release 102 has no direction ticked/,
    ],
    [
      "an operating system that is not mapped",
      ({ operatingSystems }) => {
        operatingSystems.operatingSystems = operatingSystems.operatingSystems.filter(
          (each) => each.id !== "rocky",
        );
      },
      /page 102 names the operating system "Rocky Linux", which is not in operating-systems\.json/,
    ],
  ])("refuses %s", ([, change, message]) => {
    const error = thrown(() => buildDataset(changed(change)));
    expect(error).toBeInstanceOf(CompileError);
    expect(error.message).toMatch(message);
  });
});

describe("printDataset", () => {
  test("prints modules that together contain the dataset, with equal values shared", async () => {
    const dataset = buildDataset(files);
    const { changes, featureSources, licenseCallback, ports, services, snapshot, ...rest } =
      dataset;
    const { operatingSystems, recommendedFirewalls, releases, laterReleases, ...needs } = rest;
    const made: Record<string, unknown> = {};
    const printed = printDataset(dataset, files.elsewhere);
    for (const [path, code] of Object.entries(printed)) {
      const [, name] = /^export (?:function|const) (\w+)/m.exec(code) ?? [];
      if (name !== undefined) {
        const script = code
          .replace(/^import type .*$/m, "")
          .replace(/^export /gm, "")
          .concat(`\nimport { made } from "test";\nmade["${path.slice(12, -13)}"] = ${name};\n`);
        await runExample(script, { test: { made } });
      }
    }
    const { versions, ...makers } = made as Record<string, () => unknown>;
    expect(versions).toMatchObject({ snapshot, coveredThrough: 132 });
    const parts = Object.entries(makers).map(([name, make]) => [name, make()]);
    expect(Object.fromEntries(parts)).toEqual({
      changes,
      "feature-sources": featureSources,
      "license-callback": licenseCallback,
      ports,
      services,
      firewalls: { operatingSystems, recommendedFirewalls },
      releases: { releases, laterReleases },
      needs,
      elsewhere: files.elsewhere.lists,
    });
    const spans = makers.ports?.() as typeof ports;
    const span = (port: number) => spans.find((each) => each.entry.port === port);
    expect(span(2082)?.entry.basis.scope).toBe(span(2083)?.entry.basis.scope);
  });
});
