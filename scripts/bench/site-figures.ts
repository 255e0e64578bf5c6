import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { type Browser, chromium } from "playwright-core";
import { headlessChromium } from "../headless-chromium.ts";
import { firstView } from "../site/first-view.ts";
import { type FigureTable, ratioFigure } from "./figure.ts";
import { median } from "./median.ts";

const site = join(import.meta.dirname, "../../site/dist");
const milliseconds = (amount: number) => `${amount.toFixed(1)} ms`;
const typed = "imap";
const paints = "performance.getEntriesByType('paint')";

/** Measures the first view of the built site, compared with an empty page with a field. */
export async function siteFigures(rounds: number): Promise<FigureTable> {
  const folder = mkdtempSync(join(tmpdir(), "cpanel-ports-page-"));
  const empty = join(folder, "index.html");
  writeFileSync(empty, "<!doctype html><title>Empty</title><p>Empty <input>\n");
  const pages = {
    empty: { url: pathToFileURL(empty).href, field: "input" },
    explorer: { url: pathToFileURL(join(site, "index.html")).href, field: ".filter input" },
  };
  const browser = await chromium.launch({
    executablePath: headlessChromium,
    args: ["--no-sandbox"],
  });
  const firstPaints: Record<keyof typeof pages, number[]> = { empty: [], explorer: [] };
  const keys: Record<keyof typeof pages, number[]> = { empty: [], explorer: [] };
  for (let round = 0; round < rounds; round++) {
    for (const name of ["empty", "explorer"] as const) {
      const { paint, key } = await measure(browser, pages[name].url, pages[name].field);
      firstPaints[name].push(paint);
      keys[name].push(key);
    }
  }
  await browser.close();
  rmSync(folder, { recursive: true });
  const against = (what: string) => ({ what, floor: "an empty page" });
  const size = firstView().reduce((sum, [, bytes]) => sum + bytes, 0) / 1000;
  return {
    title: "The site",
    how: `Headless Chromium, from files: medians of ${rounds} interleaved page loads. A key press counts the work of the main thread.`,
    figures: [
      ratioFigure(
        against("first paint of the matrix"),
        median(firstPaints.explorer),
        median(firstPaints.empty),
        null,
        milliseconds,
      ),
      ratioFigure(
        against("a key press in its filter"),
        median(keys.explorer),
        median(keys.empty),
        null,
        milliseconds,
      ),
      {
        what: "its first view, compressed with Brotli",
        floor: "the dataset as JSON",
        measured: `${size.toFixed(1)} kB`,
        floorMeasured: `${compressed(join(import.meta.dirname, "../../data/dataset.json")).toFixed(1)} kB`,
        value: size,
        target: 90,
        unit: "kB",
      },
    ],
  };
}

async function measure(browser: Browser, url: string, field: string) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.waitForFunction(`${paints}.length > 0`);
  const paint = await page.evaluate<number>(`${paints}[0].startTime`);
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const mainThread = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return (metrics.find((each) => each.name === "TaskDuration")?.value ?? Number.NaN) * 1000;
  };
  await page.focus(field);
  const before = await mainThread();
  for (const key of typed) {
    await page.keyboard.press(key);
    // Wait until the change is drawn.
    await page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
  }
  const key = ((await mainThread()) - before) / typed.length;
  await page.close();
  return { paint, key };
}

function compressed(path: string): number {
  return brotliCompressSync(readFileSync(path)).length / 1000;
}
