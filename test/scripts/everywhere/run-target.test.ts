import { expect, test } from "vitest";
import { runProgram } from "../../../scripts/everywhere/run-program.ts";
import { runTarget } from "../../../scripts/everywhere/run-target.ts";
import { suiteStep } from "../../../scripts/everywhere/suite-step.ts";
import type { Step } from "../../../scripts/everywhere/target.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const runSteps = (steps: readonly Step[], start?: () => Promise<() => void>) =>
  runTarget(
    { name: "here", title: "Here", version: "1", steps, ...(start && { start }) },
    { tools: "", consumer: "", tarballs: [] },
    temporaryFolder(),
  );
const print = (script: string) => () =>
  runProgram(temporaryFolder(), [process.execPath, "--eval", script]);

test("accepts a step that prints the number of passed checks", async () => {
  const step = suiteStep("clones", ["clones"], print('console.log("clones: 1 passed")'));
  await expect(runSteps([step])).resolves.toBeUndefined();
  expect(step.checks).toBe(1);
});

test("refuses a step that succeeds with fewer checks", async () => {
  const step = suiteStep("clones", ["clones"], print('console.log("clones: 0 passed")'));
  await expect(runSteps([step])).rejects.toThrow(
    'clones did not print ["clones: 1 passed"]:\nclones: 0 passed',
  );
});

test("reports the output of a failed program, and stops what was started", async () => {
  let stopped = 0;
  const step = suiteStep("clones", ["clones"], print('console.error("why"); process.exit(3)'));
  const started = runSteps([step], async () => () => {
    stopped += 1;
  });
  await expect(started).rejects.toThrow(/^clones: .*: status 3\nwhy\n$/s);
  expect(stopped).toBe(1);
});

test("reports a missing program", async () => {
  const step = suiteStep("clones", ["clones"], () =>
    runProgram(temporaryFolder(), ["no-such-program"]),
  );
  await expect(runSteps([step])).rejects.toThrow("ENOENT");
});
