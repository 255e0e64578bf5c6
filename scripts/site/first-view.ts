import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";

const site = join(import.meta.dirname, "../../site/dist");

/** Returns what a browser loads for the first view of the built site, with its compressed sizes in bytes. */
export function firstView(): readonly (readonly [path: string, bytes: number])[] {
  const html = readFileSync(join(site, "index.html"), "utf8");
  const loaded = [...html.matchAll(/(?:src|href)="(assets\/[^"]+)"/g)].flatMap(
    ([, path]) => path ?? [],
  );
  return ["index.html", ...loaded].map((path) => [
    path,
    brotliCompressSync(readFileSync(join(site, path))).length,
  ]);
}
