import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { accessibilityProblems, useSite } from "../support/site.ts";

const { open } = useSite();

/** Opens the search with a key, types, and waits for the results. */
async function search(page: Page, text: string, key = "/") {
  await page.keyboard.press(key);
  await page.waitForSelector("dialog[open]");
  await page.keyboard.type(text);
  return page.locator("dialog [role=option]");
}

describe.each(["file", "server"] as const)("from a %s", (origin) => {
  test("finds a port by its number, and opens it by keyboard", async () => {
    const page = await open("guides/start.html", { origin });
    const results = await search(page, "2083");
    expect(await results.first().innerText()).toContain("Port 2083");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/index\.html#\/port\/2083$/);
  });

  test("finds a function by part of its name, and opens it by pointer", async () => {
    const page = await open("index.html", { origin });
    await page.getByRole("button", { name: "Search" }).click();
    await page.waitForSelector("dialog[open]");
    await page.keyboard.type("nftables");
    await page.locator("dialog").getByRole("option", { name: "renderNftables" }).click();
    await page.waitForURL(/api\/functions\/cpanel-ports_render\.renderNftables\.html$/);
  });
});

test.for([
  ["2083", "Port 2083"],
  ["53", "Port 53"],
  ["imap", "IMAP"],
  ["dovecot", "IMAP"],
  ["spamassasin", "Apache SpamAssassin"],
  ["listPorts", "listPorts"],
  ["diffreleases", "diffReleases"],
  ["no-license-callback", "no-license-callback"],
  ["lockout", "locked-out"],
  ["several servers", "Several servers"],
  ["firewald", "firewalld"],
] as const)("searching %s finds %s", async ([text, title]) => {
  const page = await open("api/index.html");
  const results = await search(page, text);
  const titles = await results.locator("b").allInnerTexts();
  expect(
    titles.some((each) => each.startsWith(title)),
    titles.join(", "),
  ).toBe(true);
});

test("ranks the port with a number before ports that begin with it", async () => {
  const page = await open("index.html");
  const titles = await (await search(page, "20")).locator("b").allInnerTexts();
  expect(titles.slice(0, 2)).toEqual(["Port 20", expect.stringMatching(/^Port 20\d\d$/)]);
});

test("reports that no release documents a number", async () => {
  const page = await open("index.html");
  await search(page, "64738");
  expect(await page.locator("dialog [role=status]").innerText()).toBe(
    "No release documents a port 64738.",
  );
});

test("opens the search with Ctrl+K while typing in a field, where / is a character", async () => {
  const page = await open("index.html");
  await page.locator(".filter input").focus();
  await page.keyboard.press("/");
  expect(await page.locator("dialog[open]").count()).toBe(0);
  await search(page, "ssh", "Control+k");
  expect(await page.locator("dialog input").inputValue()).toBe("ssh");
});

test("wraps around the results with arrow keys, and closes with Escape", async () => {
  const page = await open("guides/start.html");
  const results = await search(page, "mail");
  const selected = async () =>
    (await results.all()).length === 0
      ? -1
      : results.evaluateAll((all) => all.findIndex((each) => each.ariaSelected === "true"));
  expect(await selected()).toBe(0);
  await page.keyboard.press("ArrowDown");
  expect(await selected()).toBe(1);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  expect(await selected()).toBe((await results.count()) - 1);
  const active = await page.locator("dialog input").getAttribute("aria-activedescendant");
  expect(await results.last().getAttribute("id")).toBe(active);
  await page.keyboard.press("Escape");
  expect(await page.locator("dialog[open]").count()).toBe(0);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest("dialog") ?? null))
    .toBe(null);
});

test("treats a typed query as text", async () => {
  const page = await open("index.html");
  await search(page, "<img src=x onerror=alert(1)>zzz");
  expect(await page.locator("dialog img").count()).toBe(0);
  expect(await page.locator("dialog [role=status]").innerText()).toContain("<img src=x");
});

test.for(["light", "dark"] as const)(
  "has no accessibility problem in the search in the %s theme",
  async (colorScheme) => {
    const page = await open("guides/start.html", { colorScheme });
    await search(page, "imap");
    expect(await accessibilityProblems(page)).toEqual([]);
  },
);

test("fits the search into a window of 360 pixels", async () => {
  const page = await open("guides/start.html", { viewport: { width: 360, height: 640 } });
  await page.getByRole("button", { name: "Search" }).click();
  await page.waitForSelector("dialog[open]");
  await page.keyboard.type("license");
  const box = await page.locator("dialog").boundingBox();
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(360);
});
