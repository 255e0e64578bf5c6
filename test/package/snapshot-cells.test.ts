import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, inject, test } from "vitest";
import type * as CpanelPorts from "../../src/index.ts";
import { pagesFolder, pagesHint, readSnapshot } from "../support/pages.ts";

const consumer = inject("consumer");
const cells = ["tcp", "udp", "inbound", "outbound", "localhost", "note"] as const;

describe.skipIf(!pagesFolder)(`the installed dataset${pagesHint}`, () => {
  test.for([
    ["ESM", import(pathToFileURL(join(consumer, "node_modules/cpanel-ports/dist/index.js")).href)],
    ["CommonJS", Promise.resolve(createRequire(join(consumer, "index.js"))("cpanel-ports"))],
  ] as const)("equals every cell of the page snapshots: %s", async ([format, loading]) => {
    const { listPorts, releases }: typeof CpanelPorts = await loading;
    let compared = 0;
    for (const { release, source } of releases) {
      const rows = readRows(readSnapshot(source.page));
      expect(listPorts(release).map((each) => each.port)).toEqual(rows.map((row) => row.port));
      for (const [index, { documented }] of listPorts(release).entries()) {
        expect(documented.service).toBe(rows[index]?.service);
        for (const [column, cell] of cells.entries()) {
          expect(documented[cell]).toBe(rows[index]?.filled[column]);
          compared++;
        }
      }
    }
    console.log(`${format}: ${compared} cells of ${releases.length} releases equal the snapshots`);
    expect(compared).toBe((9 * 41 + 3 * 40 + 39) * cells.length);
  });
});

/** Reads the table line by line, independently of the importer. */
function readRows(page: string): { port: number; service: string; filled: boolean[] }[] {
  return page.split("\n").flatMap((line) => {
    const [, port, service, ...rest] = line.split("|").map((cell) => cell.trim());
    return rest.length === 7 && /^`\d+`$/.test(port ?? "")
      ? [
          {
            port: Number(port?.slice(1, -1)),
            service: service?.replaceAll("`", "") ?? "",
            filled: rest.slice(0, 6).map((cell) => cell !== ""),
          },
        ]
      : [];
  });
}
