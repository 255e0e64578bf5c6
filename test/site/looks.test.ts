import { describe, expect, test } from "vitest";
import { differenceFromScreenshot } from "./support/screenshot.ts";
import { useSite } from "./support/site.ts";

const { open } = useSite();

/** The pages by the names of their screenshots, each with an element that appears last. */
const pages: Readonly<Record<string, readonly [path: string, last: string]>> = {
  ports: ["index.html#/ports?q=mail", ".theme-button"],
  differences: ["index.html#/ports?from=118&only=differences", ".theme-button"],
  port: ["index.html#/port/2091?release=118", ".theme-button"],
  release: ["index.html#/release/126", ".theme-button"],
  service: ["index.html#/service/smtp", ".theme-button"],
  compare: ["index.html#/compare/118/126", "pre"],
  firewall: [
    "index.html#/firewall?services=ssh,whm,httpd&allowFrom.ssh=198.51.100.0/24",
    "summary:has-text('Get back in')",
  ],
  audit: ["index.html#/audit", ".theme-button"],
  check: ["index.html#/check", ".theme-button"],
  guide: ["guides/audit.html", ".theme-button"],
  reference: ["api/functions/cpanel-ports.listPorts.html", ".theme-button"],
};

/** The tolerated difference between browser versions, which smooth lines differently. */
const tolerance = 0.005;

// To take new screenshots, remove test/site/screenshots and run this file.
describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test.for(Object.entries(pages))("shows %s unchanged", async ([name, [path, last]]) => {
    const page = await open(path, {
      colorScheme,
      bypassCSP: true,
      viewport: { width: 1280, height: 1000 },
      deviceScaleFactor: 0.5,
    });
    await page.locator(last).first().waitFor();
    expect(await differenceFromScreenshot(page, `${name}-${colorScheme}`)).toBeLessThan(tolerance);
  });
});

test.for(Object.entries(pages))("shows %s unchanged on a phone", async ([name, [path, last]]) => {
  const page = await open(path, {
    bypassCSP: true,
    viewport: { width: 360, height: 740 },
  });
  await page.locator(last).first().waitFor();
  expect(await differenceFromScreenshot(page, `${name}-phone`)).toBeLessThan(tolerance);
});
