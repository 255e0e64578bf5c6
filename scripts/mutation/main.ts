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
  // Mutants that take effect only while modules load would need all tests in a separate process.
  ignoreStatic: true,
  // Many times the duration of the tests, so that a busy machine does not look like a mutant that hangs.
  timeoutMS: 30_000,
  concurrency: Number(values.concurrency),
  reporters: ["progress-append-only", "clear-text"],
  clearTextReporter: { logTests: false, reportTests: false },
  // Mutants killed in an earlier run are not run again if the code and a test with the same name still exist.
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
