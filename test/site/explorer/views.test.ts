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
