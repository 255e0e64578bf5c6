import { describe, expect, test } from "vitest";
import { accessibilityProblems, useSite } from "../support/site.ts";

const { open } = useSite();

const pages = [
  "guides/index.html",
  "guides/start.html",
  "guides/findings.html",
  "guides/embed.html",
  "guides/releases/126.html",
  "guides/examples/csf.conf.html",
  "api/index.html",
  "api/modules/cpanel-ports.html",
  "api/functions/cpanel-ports.listPorts.html",
  "api/interfaces/cpanel-ports.PortEntry.html",
  "api/classes/cpanel-ports.InvalidOptionError.html",
];

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test.for(pages)("has no accessibility problem on %s", async (path) => {
    const page = await open(path, { colorScheme });
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});

test.for([360, 768, 1440])("fits every page into a window of %i pixels", async (width) => {
  for (const path of pages) {
    const page = await open(path, { viewport: { width, height: 800 } });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect([path, wide]).toEqual([path, width]);
  }
});

test.for(pages)("shows the same content of %s from a server", async (path) => {
  const texts = [await open(path), await open(path, { origin: "server" })].map((page) =>
    page.innerText("main"),
  );
  expect(await texts[1]).toBe(await texts[0]);
});

test("folds the list of guides in a narrow window, and opens it by keyboard", async () => {
  const page = await open("guides/audit.html", { viewport: { width: 360, height: 800 } });
  await expect.poll(() => page.locator(".docs-nav").isVisible()).toBe(false);
  await page.locator(".docs-fold summary").focus();
  await page.keyboard.press("Enter");
  await page.locator(".docs-fold").getByRole("link", { name: "nftables" }).click();
  await page.waitForURL(/nftables\.html$/);
});

test("links each guide to the next and the previous one", async () => {
  const page = await open("guides/start.html");
  await page.locator("a[rel=next]").click();
  expect(await page.innerText("h1")).toBe("Look up ports");
  await page.locator("a[rel=prev]").click();
  expect(await page.innerText("h1")).toBe("Get started");
});

test("gives each heading its own link", async () => {
  const page = await open("guides/start.html");
  const heading = page.locator("#from-code");
  await heading.getByRole("link", { name: "Link to From code" }).click();
  expect(page.url()).toMatch(/start\.html#from-code$/);
  const list = page.getByRole("navigation", { name: "On this page" });
  expect(await list.getByRole("link").allInnerTexts()).toContain("From code");
});

test("keeps a theme chosen on a guide in the reference", async () => {
  const page = await open("guides/start.html", { origin: "server" });
  const theme = page.getByRole("button", { name: /^Theme/ });
  await theme.click();
  await theme.click();
  await page.getByRole("link", { name: "API", exact: true }).click();
  expect(await page.getByRole("button", { name: /^Theme/ }).innerText()).toBe("Theme: dark");
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(ground).toBe("rgb(20, 23, 27)");
});

test("lists the entry points of the reference by their import names", async () => {
  const page = await open("api/index.html");
  expect(await page.locator("h2").allInnerTexts()).toEqual([
    "cpanel-ports",
    "cpanel-ports/parse",
    "cpanel-ports/render",
    "cpanel-ports/schema",
  ]);
  expect(await page.locator("section:has(> h2#cpanel-ports) h3").allInnerTexts()).toEqual([
    "Query",
    "Versions",
    "Policy",
    "Audit",
    "Errors",
    "Types",
  ]);
});

test("prints a guide without navigation", async () => {
  const page = await open("guides/start.html");
  await page.emulateMedia({ media: "print" });
  expect(await page.locator(".docs-nav, .site-header, .neighbors").all()).toHaveLength(3);
  for (const part of [".docs-nav", ".site-header", ".neighbors", ".on-this-page"]) {
    expect(await page.locator(part).isVisible(), part).toBe(false);
  }
});
