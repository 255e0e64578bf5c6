import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { headlessChromium } from "../../../scripts/headless-chromium.ts";
import { type StaticServer, serve } from "./serve.ts";

const folder = join(import.meta.dirname, "../../../site/dist");
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Where a page is opened from: the file system, or a server. */
type Origin = "file" | "server";

export interface PageOptions extends BrowserContextOptions {
  readonly origin?: Origin;
  /** The factor by which the CPU is slowed down. */
  readonly slowdown?: number;
}

/**
 * Starts a browser for the tests of a file. After each test, the console of every opened page must be
 * empty, and no request must have left the site.
 */
export function useSite() {
  let browser: Browser;
  let server: StaticServer;
  let complaints: string[] = [];
  let pages: Page[] = [];

  beforeAll(async () => {
    server = await serve(folder);
    browser = await chromium.launch({
      executablePath: headlessChromium,
      args: ["--no-sandbox"],
    });
  });
  afterEach(async () => {
    await Promise.all(pages.map((page) => page.context().close()));
    const said = complaints;
    complaints = [];
    pages = [];
    expect(said).toEqual([]);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  /** Opens a page of the site by its path and hash, such as `index.html#/port/2083`. */
  async function open(
    path: string,
    { origin = "file", slowdown = 1, ...options }: PageOptions = {},
  ): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      acceptDownloads: true,
      ...options,
    });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    pages.push(page);
    const root = origin === "file" ? pathToFileURL(folder).href : server.url;
    page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(root) && !/^(?:blob|data):/.test(request.url())) {
        complaints.push(`request to ${request.url()}`);
      }
    });
    if (slowdown > 1) {
      const session = await context.newCDPSession(page);
      await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
    }
    await page.goto(`${root}/${path}`);
    return page;
  }
  return { open, asked: () => server.asked };
}

/** The problems that axe-core finds on the current page, by WCAG 2.2 AA: one line each. */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    // Elsewhere the sticky header covers part of what scrolls below it.
    scrollTo({ top: 0, behavior: "instant" });
    // biome-ignore lint/suspicious/noExplicitAny: the global that axe-core sets
    const results = await (globalThis as any).axe.run(document, {
      preload: false,
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return results.violations.map(
      (each: { id: string; nodes: { target: string[]; failureSummary: string }[] }) =>
        `${each.id}: ${each.nodes.map((node) => `${node.target.join(" ")} ${node.failureSummary}`).join("; ")}`,
    );
  });
}
