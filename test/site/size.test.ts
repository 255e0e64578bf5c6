import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { expect, test } from "vitest";

const folder = join(import.meta.dirname, "../../site/dist");
const html = readFileSync(join(folder, "index.html"), "utf8");

test("the first view is under 90 kB, compressed", () => {
  const loaded = [...html.matchAll(/(?:src|href)="(assets\/[^"]+)"/g)].map(
    ([, path]) => path ?? "",
  );
  expect(loaded).toContain("assets/explorer.js");
  const sizes = ["index.html", ...loaded].map(
    (path) => brotliCompressSync(readFileSync(join(folder, path))).length,
  );
  expect(sizes.reduce((sum, each) => sum + each, 0)).toBeLessThan(90_000);
});

test("no page has a style or a handler that its policy would block", () => {
  expect(html).not.toMatch(/\sstyle=|\son[a-z]+=/);
  expect(html).toContain("default-src 'none'; script-src 'self'");
});
