import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { importPages } from "../../../scripts/import-page/import-pages.ts";
import { PageError } from "../../../scripts/import-page/page-error.ts";
import { readPage } from "../../../scripts/import-page/read-page.ts";
import {
  pageToHtml,
  withBlocksOfCode,
  withRelativeImages,
  withSavedImages,
} from "../../support/page-to-html.ts";
import { pagesFolder, pagesHint, readSnapshot } from "../../support/pages.ts";
import { syntheticPage } from "../../support/synthetic-page.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const data = join(import.meta.dirname, "../../../data/pages");

function save(name: string, text: string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, text);
  return path;
}

describe("importPages", () => {
  test("writes one file per page, with the same bytes on every run", () => {
    const out = temporaryFolder();
    const source = save("any-name.md", syntheticPage);
    expect(importPages([source], out)).toEqual([join(out, "200.json")]);
    const first = readFileSync(join(out, "200.json"), "utf8");
    expect(JSON.parse(first)).toEqual(readPage("x.md", readFileSync(source)));
    expect(first).toMatch(/^ {4}\{ "port": 10, "service": "Alpha", .*\},$/m);
    importPages([source], out);
    expect(readFileSync(join(out, "200.json"), "utf8")).toBe(first);
    expect(readdirSync(out)).toEqual(["200.json"]);
  });

  test("writes nothing if a page is refused", () => {
    const out = temporaryFolder();
    const good = save("good.md", syntheticPage);
    const bad = save("bad.md", syntheticPage.replace("| Localhost |", "| Local |"));
    expect(() => importPages([good, bad], out)).toThrow(PageError);
    expect(readdirSync(out)).toEqual([]);
  });

  test("refuses two files with the same page", () => {
    const out = temporaryFolder();
    const files = [save("a.md", syntheticPage), save("b.md", syntheticPage)];
    expect(() => importPages(files, out)).toThrow("b.md:1: expected a different page in each file");
    expect(readdirSync(out)).toEqual([]);
  });
});

describe.skipIf(!pagesFolder)(`the eight snapshots${pagesHint}`, () => {
  const pages = [102, 112, 114, 116, 118, 120, 124, 126];
  const three = [
    "Search Engine Optimization",
    "Site Quality Monitoring",
    "Social Media Management",
  ];

  test("produce the eight files of data/pages, byte for byte", () => {
    const out = temporaryFolder();
    importPages(
      pages.map((page) => join(pagesFolder ?? "", `${page}.md`)),
      out,
    );
    expect(readdirSync(data).sort()).toEqual(readdirSync(out).sort());
    for (const name of readdirSync(out)) {
      expect(readFileSync(join(out, name), "utf8")).toBe(readFileSync(join(data, name), "utf8"));
    }
  });

  // Counted in a second reading of the pages, independent of the importer.
  test.for([
    [102, 41, 40, 6, 26, 25, 2, ["Site Quality Monitoring"]],
    [112, 41, 40, 6, 26, 25, 2, []],
    [114, 41, 40, 6, 26, 25, 2, []],
    [116, 41, 40, 6, 26, 25, 2, []],
    [118, 41, 40, 6, 26, 25, 2, three],
    [120, 40, 39, 6, 25, 25, 2, []],
    [124, 40, 39, 6, 25, 25, 2, three],
    [126, 39, 38, 6, 25, 24, 2, three],
  ] as const)("page %d has the same sums as in a second reading", ([number, ...sums]) => {
    const { ports, featureSources } = readPage(
      `${number}.md`,
      new TextEncoder().encode(readSnapshot(number)),
    );
    const ticks = (["tcp", "udp", "inbound", "outbound", "localhost"] as const).map(
      (column) => ports.filter((row) => row[column]).length,
    );
    const features =
      featureSources === "undocumented" ? [] : featureSources.features.map((each) => each.name);
    expect([ports.length, ...ticks, features]).toEqual(sums);
  });

  test.for(pages)("page %d as HTML contains the same facts", (number) => {
    const { sha256: _, ...facts } = readPage(
      `${number}.md`,
      new TextEncoder().encode(readSnapshot(number)),
    );
    const html = pageToHtml(readSnapshot(number));
    for (const form of [
      html,
      withRelativeImages(html),
      withSavedImages(html),
      withBlocksOfCode(html),
    ]) {
      expect(readPage("saved.html", new TextEncoder().encode(form))).toMatchObject(facts);
    }
  });
});
