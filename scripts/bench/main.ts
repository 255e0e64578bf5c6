import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { callFigures } from "./call-figures.ts";
import { mainEntryParts } from "./entry-sizes.ts";
import { hostileTimes } from "./hostile-input.ts";
import { largeInputCosts } from "./large-input-costs.ts";
import { tarballParts } from "./part-sizes.ts";
import { type PlainTable, performancePage } from "./performance-page.ts";
import { importFigures, startFigures } from "./process-figures.ts";
import { siteFigures } from "./site-figures.ts";
import { bundleFigures, bundleSize, packedFiles, tarballFigures } from "./size-figures.ts";
import { typeFigures } from "./type-figures.ts";

const root = join(import.meta.dirname, "../..");
const { values } = parseArgs({ options: { print: { type: "boolean", default: false } } });

const path = join(root, "docs/performance.md");
const isPage = !values.print;
// Figures that are only printed show large regressions, which needs fewer rounds.
const rounds = isPage ? { processes: 25, calls: 41 } : { processes: 9, calls: 15 };

const figures = [
  importFigures(rounds.processes),
  startFigures(rounds.processes),
  callFigures(rounds.calls),
  await bundleFigures(),
  tarballFigures(),
  typeFigures(),
  await siteFigures(rounds.processes),
];
const page = performancePage(machine(), figures, [
  await mainEntryParts(bundleSize),
  tarballParts(packedFiles()),
  hostileTable(),
  largeTable(),
]);
if (values.print) {
  console.log(page);
} else {
  writeFileSync(path, page);
}

function machine(): string {
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  const [cpu] = cpus();
  const changed = git("status", "--porcelain", "--", "src", "scripts") === "" ? "" : ", changed";
  return `${cpu?.model.trim()} with ${cpus().length} cores, Node.js ${process.versions.node}, at commit ${git("rev-parse", "--short", "HEAD")}${changed}`;
}

function hostileTable(): PlainTable {
  const before = readFileSync(path, "utf8");
  return {
    title: "Hostile inputs",
    how: `${isPage ? "The slowest hostile input of each format" : "The hostile inputs that docs/performance.md names"}, in CPU time, compared with a loop of fixed arithmetic.`,
    columns: ["Input", "ms", "Loop, ms", "Ratio"],
    rows: hostileTimes((input) => isPage || before.includes(`| ${input} |`)).map(
      ({ input, milliseconds, calibration }) => [
        input,
        Math.round(milliseconds),
        Math.round(calibration),
        `${(milliseconds / calibration).toFixed(1)} ×`,
      ],
    ),
  };
}

function largeTable(): PlainTable {
  return {
    title: "Large inputs",
    how: "`audit` in a separate process, in CPU time, compared with the tool's own check of the same file.",
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
