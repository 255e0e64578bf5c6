import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { Stryker } from "@stryker-mutator/core";
import { keepTestsByName } from "./keep-tests-by-name.ts";
import { mutatedSource } from "./mutated-source.ts";
import { parts } from "./parts.ts";
import { percentageOf, scoreOf } from "./score.ts";
import { keepScore } from "./scores.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    every: { type: "string", default: "1" },
    seed: { type: "string", default: "126" },
    concurrency: { type: "string", default: "2" },
  },
});
const part = parts.find(({ name }) => name === positionals[0]);
if (!part || positionals.length > 1) {
  console.error(
    `usage: npm run mutation -- <part> [--every <n>] [--seed <n>] [--concurrency <n>]\nparts: ${parts.map(({ name }) => name).join(", ")}`,
  );
  process.exit(2);
}
const every = Number(values.every);
const sample = every > 1 ? { every, seed: Number(values.seed) } : undefined;
const report = `reports/mutation/${part.name.replace("/", "-")}${sample ? `-${every}-${sample.seed}` : ""}.json`;

keepTestsByName(report);
process.env.MUTATION_TESTS = part.tests.join(",");
await new Stryker({
  mutate: mutatedSource(part, sample),
  plugins: ["@stryker-mutator/vitest-runner"],
  testRunner: "vitest",
  vitest: { configFile: "scripts/mutation/vitest.config.ts", related: false },
  coverageAnalysis: "perTest",
  // What is in effect only while modules load needs all tests, in a process of its own.
  ignoreStatic: true,
  // Many times as long as the tests take: that a machine is busy must not pass for a mutant that hangs.
  timeoutMS: 30_000,
  concurrency: Number(values.concurrency),
  reporters: ["progress-append-only", "clear-text"],
  clearTextReporter: { logTests: false, reportTests: false },
  // What a test noticed in an earlier run is not run again while the code and a test of that name are there.
  incremental: true,
  incrementalFile: report,
  allowConsoleColors: false,
  ignorePatterns: ["dist", "reports"],
}).runMutationTest();

const score = scoreOf(JSON.parse(readFileSync(report, "utf8")));
const [commit = "", date = ""] = execFileSync(
  "git",
  ["log", "-1", "--format=%h %cs", "--", `src/${part.name}`],
  { encoding: "utf8" },
)
  .trim()
  .split(" ");
keepScore(part.name, { score, ...(sample ? { sample } : {}), commit, date });
console.log(`${part.name}: ${percentageOf(score).toFixed(1)} %, target ${part.target} %`);
