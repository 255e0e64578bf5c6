import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const include = (process.env.MUTATION_TESTS ?? "test/**/*.test.ts").split(",");

/** Tests that replace a module for all that loads it, as in the configuration of all tests. */
const mocked = "test/**/*-of-mocked-data.test.ts";

/** What they measure is done by a process of its own, in which nothing is mutated. */
const costs = "test/**/cost-of-*.test.ts";

/** They draw rulesets and policies for so long that each mutant would take minutes. */
const long = ["test/parse/check/agreement.test.ts", "test/audit/plan-safety.test.ts"];

/** Stryker ends what hangs. */
const testTimeout = 600_000;

const setupFiles = ["scripts/mutation/setup.ts"];

/** The first test that fails ends a run, so those that take long come last. */
class ShortestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).reverse();
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: ShortestFirst },
    projects: [
      {
        test: {
          name: "tests",
          include,
          exclude: [mocked, costs, ...long],
          isolate: false,
          testTimeout,
          setupFiles,
        },
      },
      {
        test: {
          name: "mocked",
          include: include.map((each) => each.replace(/\*\.test\.ts$/, "*-of-mocked-data.test.ts")),
          testTimeout,
          setupFiles,
        },
      },
    ],
  },
});
