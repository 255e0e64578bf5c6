import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { callFigures } from "./call-figures.ts";
import { hostileTimes } from "./hostile-input.ts";
import { largeInputCosts } from "./large-input-costs.ts";
import { type PlainTable, performancePage } from "./performance-page.ts";
import { importFigures, startFigures } from "./process-figures.ts";
import { bundleFigures, tarballFigures } from "./size-figures.ts";
import { typeFigures } from "./type-figures.ts";

const root = join(import.meta.dirname, "../..");
const { values } = parseArgs({ options: { print: { type: "boolean", default: false } } });

const figures = [
  importFigures(),
  startFigures(),
  callFigures(),
  await bundleFigures(),
  tarballFigures(),
  typeFigures(),
];
const page = performancePage(machine(), figures, [hostileTable(), largeTable()]);
if (values.print) {
  console.log(page);
} else {
  writeFileSync(join(root, "docs/performance.md"), page);
}

function machine(): string {
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  const [cpu] = cpus();
  const changed = git("status", "--porcelain", "--", "src", "scripts") === "" ? "" : ", changed";
  return `${cpu?.model.trim()} with ${cpus().length} cores, Node.js ${process.versions.node}, at commit ${git("rev-parse", "--short", "HEAD")}${changed}`;
}

function hostileTable(): PlainTable {
  return {
    title: "Hostile inputs",
    how: "The slowest hostile input of each format, in time of the processor, beside a loop of fixed arithmetic.",
    columns: ["Input", "ms", "Loop, ms", "Ratio"],
    rows: hostileTimes().map(({ input, milliseconds, calibration }) => [
      input,
      Math.round(milliseconds),
      Math.round(calibration),
      `${(milliseconds / calibration).toFixed(1)} ×`,
    ]),
  };
}

function largeTable(): PlainTable {
  return {
    title: "Large inputs",
    how: "`audit` in a process of its own, in time of the processor, beside the tool's own check of the same file.",
    columns: ["Input", "Audit, s", "MB", "kB printed", "Check, s", "Ratio"],
    rows: largeInputCosts().map(({ input, audit, check }) => [
      input,
      audit.seconds.toFixed(2),
      Math.round(audit.megabytes),
      Math.round(audit.output.length / 1024),
      check ? check.seconds.toFixed(2) : "",
      check ? `${(audit.seconds / check.seconds).toFixed(1)} ×` : "",
    ]),
  };
}
