import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { firstView } from "../../scripts/site/first-view.ts";

const folder = join(import.meta.dirname, "../../site/dist");
const html = readFileSync(join(folder, "index.html"), "utf8");

test("keeps the compressed first view under 90 kB", () => {
  const loaded = firstView();
  expect(loaded.map(([path]) => path)).toContain("assets/explorer.js");
  expect(loaded.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThan(90_000);
});

test("writes no style or handler that the policy would block", () => {
  expect(html).not.toMatch(/\sstyle=|\son[a-z]+=/);
  expect(html).toContain("default-src 'none'; script-src 'self'");
});
