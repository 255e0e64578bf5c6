import { describe, expect, test } from "vitest";
import { accessibilityProblems, useSite } from "../support/site.ts";

const { open } = useSite();

const views = [
  "#/ports",
  "#/ports?q=imap",
  "#/ports?from=118&to=126&only=differences",
  "#/port/2083",
  "#/release/126",
  "#/service/imap",
  "#/compare/118/126",
  "#/firewall",
  "#/audit",
  "#/check",
  "#/nowhere",
];

describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test.for(views)("has no accessibility problem on %s", async (hash) => {
    const page = await open(`index.html${hash}`, { colorScheme });
    expect(await accessibilityProblems(page)).toEqual([]);
  });
});

test.for([360, 768, 1440])("fits every view into a window of %i pixels", async (width) => {
  for (const hash of views) {
    const page = await open(`index.html${hash}`, { viewport: { width, height: 800 } });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect([hash, wide]).toEqual([hash, width]);
  }
});

test("shows what is selected if the browser forces its colors", async () => {
  const page = await open("index.html#/firewall", { forcedColors: "active" });
  await page.getByRole("tab").first().waitFor();
  const styles = (selector: string, name: string) =>
    page.$$eval(
      selector,
      (elements, property) =>
        elements.map((each) => getComputedStyle(each).getPropertyValue(property)),
      name,
    );
  const [chosen, others] = await Promise.all(
    [true, false].map((is) => styles(`[role="tab"][aria-selected="${is}"]`, "border-bottom-color")),
  );
  expect(others).not.toEqual([]);
  expect(others).not.toContain(chosen?.[0]);
  expect(await styles("nav a[data-current]", "text-decoration-line")).toEqual(["underline"]);
});
