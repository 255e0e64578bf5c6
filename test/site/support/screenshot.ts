import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import pixelmatch from "pixelmatch";
import type { Page } from "playwright-core";
import { PNG } from "pngjs";

const folder = join(import.meta.dirname, "../screenshots");
const require = createRequire(import.meta.url);

/** The same fonts on every machine. */
const fonts = `
  ${fontFace("Test Sans", 400, "@fontsource/inter/files/inter-latin-400-normal.woff2")}
  ${fontFace("Test Sans", 700, "@fontsource/inter/files/inter-latin-700-normal.woff2")}
  ${fontFace("Test Mono", 400, "@fontsource/jetbrains-mono/files/jetbrains-mono-latin-400-normal.woff2")}
  :root { --sans: "Test Sans" !important; --mono: "Test Mono" !important; }
`;

function fontFace(family: string, weight: number, path: string): string {
  const data = readFileSync(require.resolve(path)).toString("base64");
  return `@font-face { font-family: "${family}"; font-weight: ${weight}; src: url(data:font/woff2;base64,${data}); }`;
}

/**
 * Returns the share of pixels that differ between a page and its screenshot in `test/site/screenshots`. A
 * missing screenshot is taken, except in CI. A page that differs is written to `reports`.
 */
export async function differenceFromScreenshot(page: Page, name: string): Promise<number> {
  await page.addStyleTag({ content: fonts });
  await page.evaluate("document.fonts.ready");
  const taken = await page.screenshot({ animations: "disabled", caret: "hide" });
  const path = join(folder, `${name}.png`);
  if (!existsSync(path)) {
    if (process.env.CI === "true") {
      throw new Error(`${path} is missing`);
    }
    mkdirSync(folder, { recursive: true });
    writeFileSync(path, taken);
  }
  const [before, now] = [PNG.sync.read(readFileSync(path)), PNG.sync.read(taken)];
  if (before.width !== now.width || before.height !== now.height) {
    return 1;
  }
  const { width, height } = now;
  const different = pixelmatch(before.data, now.data, undefined, width, height, { threshold: 0.2 });
  const share = different / (width * height);
  if (share > 0) {
    const report = join(folder, "../../../reports/screenshots", `${name}.png`);
    mkdirSync(dirname(report), { recursive: true });
    writeFileSync(report, taken);
  }
  return share;
}
