import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { ScriptStep } from "./run-step.ts";

const root = join(import.meta.dirname, "../..");
const folder = join(root, ".github/workflows");

/** A step, as written in YAML. */
export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A job, as written in YAML. */
interface Job {
  readonly uses?: string;
  readonly steps?: readonly Step[];
  readonly env?: Readonly<Record<string, string>>;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly "timeout-minutes"?: number;
}

/** A workflow, as written in YAML. */
export interface Workflow {
  readonly permissions: unknown;
  readonly concurrency: unknown;
  readonly defaults: { readonly run: { readonly shell: string } };
  readonly jobs: Readonly<Record<string, Job>>;
}

/** The text of each workflow file, by name. */
export const workflowFiles: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]),
);

/** Parses a workflow file. */
export function readWorkflow(name: string): Workflow {
  return parse(workflowFiles[name] ?? "");
}

/** Returns the steps of a workflow that run a script, by name. */
export function scriptStepsOf({ jobs, defaults }: Workflow): ReadonlyMap<string, ScriptStep> {
  return scriptSteps(
    Object.values(jobs).flatMap(({ steps = [], env = {} }) =>
      steps.map((step) => ({
        shell: defaults.run.shell,
        ...step,
        env: { ...env, ...step.env },
      })),
    ),
  );
}

/** Parses `action.yml`. */
export function readAction(): {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
} {
  return parse(readFileSync(join(root, "action.yml"), "utf8"));
}

/**
 * Returns the steps that run a script, by name.
 *
 * @throws Error if a step has no name, or if steps with the same name have different scripts
 */
export function scriptSteps(steps: readonly Step[]): ReadonlyMap<string, ScriptStep> {
  const found = new Map<string, ScriptStep>();
  for (const { name = "", run, shell = "", env = {} } of steps) {
    if (run !== undefined) {
      if (name === "" || (found.has(name) && found.get(name)?.run !== run)) {
        throw new Error(`step: missing or duplicate name: ${run}`);
      }
      found.set(name, { name, run, shell, env });
    }
  }
  return found;
}
