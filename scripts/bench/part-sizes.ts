import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { PlainTable } from "./performance-page.ts";

const root = join(import.meta.dirname, "../..");
const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);

/** The parts of the tarball by file path; the first match counts. */
const parts: readonly (readonly [part: string, paths: RegExp])[] = [
  ["ES modules, the main entry point and shared code", /^dist\/(?:index|shared)\.js$/],
  ["ES modules, `./render`", /^dist\/render\.js$/],
  ["ES modules, `./parse`", /^dist\/parse\.js$/],
  ["ES modules, `./schema`", /^dist\/schema(?:\.node)?\.js$/],
  [
    "CommonJS, files of the command only",
    /^dist\/(?:cli|main|questions|configurations|firewalls)[-.].*cjs$/,
  ],
  ["CommonJS, the library, which the command also loads", /^dist\/.+\.cjs$/],
  ["declarations", /^dist\/.+\.d\.c?ts$/],
  ["JSON Schemas", /^schema\/.+\.json$/],
  ["the dataset as JSON, and its pages", /^data\/.+\.json$/],
  ["README, licenses and the rest", /./],
];

/** Measures each part of the tarball, unpacked and compressed separately. */
export function tarballParts(files: readonly string[]): PlainTable {
  const partOf = (path: string) => parts.find(([, paths]) => paths.test(path))?.[0];
  return {
    title: "What the tarball contains",
    how: "Each part separately, compressed as npm does; together they are slightly smaller.",
    columns: ["Part", "Files", "Unpacked, kB", "Packed, kB"],
    rows: parts.map(([part]) => {
      const held = files.filter((path) => partOf(path) === part);
      const content = Buffer.concat(held.map((path) => readFileSync(join(root, path))));
      return [
        part,
        held.length,
        kilobytes(content.length),
        kilobytes(gzipSync(content, { level: 9 }).length),
      ];
    }),
  };
}
