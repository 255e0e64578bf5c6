import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { useSite } from "../support/site.ts";

const { open } = useSite();
const folder = join(import.meta.dirname, "../../../docs/examples/embed");
const names = readdirSync(folder).map((name) => name.slice(0, -3));

/** What an example shows, run here. */
async function shown(name: string): Promise<string> {
  const { show } = await import(pathToFileURL(join(folder, `${name}.ts`)).href);
  const place: { innerHTML?: string; textContent?: string } = {};
  show(place);
  return place.innerHTML ?? place.textContent ?? "";
}

test("shows the ports of mail programs in the table example", async () => {
  expect((await shown("port-table")).match(/(?<=cpanel-ports-number">)\d+/g)).toEqual([
    "110",
    "143",
    "993",
    "995",
  ]);
});

test("answers for a version without its own page in the look-up example", async () => {
  expect(await shown("port-lookup")).toBe(
    "2087 on 132: WHM SSL and cPanel Licensing. Use it instead of 2086.",
  );
});

test("shows what changes, and why, in the upgrade example", async () => {
  expect(await shown("upgrade")).toMatch(/port 2091.*port 2195.*<caption>Why/s);
});

test("opens the requested services in the firewall example", async () => {
  expect(await shown("firewall")).toContain("ports=22,80,443,2087/tcp");
});

test("reports the open database first in the audit example", async () => {
  expect(await shown("audit")).toMatch(/^error: TCP 3306 .*\(database-open\)$/m);
});

test("shows every example in the guide, with its output", async () => {
  const page = await open("guides/embed.html");
  const examples = await page
    .locator("[data-example]")
    .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.example));
  expect(examples.toSorted()).toEqual(names.toSorted());
  expect(names.length).toBe(6);
});

test.for(["file", "server"] as const)(
  "runs every example in the page, from a %s",
  async (origin) => {
    const page = await open("guides/embed.html", { origin });
    for (const name of names) {
      const example = page.locator(`[data-example="${name}"]`);
      const before = await example.locator(".live-output").innerText();
      await example.locator(".live-output").evaluate((output) => output.replaceChildren("gone"));
      await example.getByRole("button", { name: `Run ${name}` }).press("Enter");
      await expect
        .poll(() => example.getByRole("status").innerText())
        .toMatch(/^Ran in this page, in [\d.]+ ms$/);
      expect(await example.locator(".live-output").innerText()).toBe(before);
    }
  },
);
