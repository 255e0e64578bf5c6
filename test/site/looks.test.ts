import { describe, expect, test } from "vitest";
import { differenceFromScreenshot } from "./support/screenshot.ts";
import { useSite } from "./support/site.ts";

const { open } = useSite();

/** The pages, by the names of their screenshots. */
const pages = {
  ports: "index.html#/ports?q=mail",
  differences: "index.html#/ports?from=118&only=differences",
  port: "index.html#/port/2091?release=118",
  release: "index.html#/release/126",
  service: "index.html#/service/smtp",
  compare: "index.html#/compare/118/126",
  firewall: "index.html#/firewall?services=ssh,whm,httpd&allowFrom.ssh=198.51.100.0/24",
  audit: "index.html#/audit",
  check: "index.html#/check",
  guide: "guides/audit.html",
  reference: "api/functions/index.listPorts.html",
};

/** What may differ between versions of the browser, which smooth lines in their own ways. */
const tolerance = 0.005;

// To take them anew: remove test/site/screenshots, and run this file.
describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test.for(Object.entries(pages))("%s looks as it did", async ([name, path]) => {
    const page = await open(path, {
      colorScheme,
      bypassCSP: true,
      viewport: { width: 1280, height: 1000 },
      deviceScaleFactor: 0.5,
    });
    expect(await differenceFromScreenshot(page, `${name}-${colorScheme}`)).toBeLessThan(tolerance);
  });
});

test.for(Object.entries(pages))("%s looks as it did on a phone", async ([name, path]) => {
  const page = await open(path, {
    bypassCSP: true,
    viewport: { width: 360, height: 740 },
  });
  expect(await differenceFromScreenshot(page, `${name}-phone`)).toBeLessThan(tolerance);
});
