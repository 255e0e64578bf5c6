import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";

/** A step of a workflow or an action that runs a script. */
export interface ScriptStep {
  readonly name: string;
  readonly run: string;
  readonly shell: string;
  /** The environment of the step and its job, before expressions are evaluated. */
  readonly env: Readonly<Record<string, string>>;
}

/** A simulated machine for a step. */
export interface Runner {
  /** The values of the expressions in the step's environment, by the text between the braces. */
  readonly expressions?: Readonly<Record<string, string>>;
  /** Bash scripts that replace programs of the machine, by program name. Each call is recorded. */
  readonly programs?: Readonly<Record<string, string>>;
  /** Additional environment variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** Files in the step's working directory, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** Symbolic links in the step's working directory: their targets, by path. */
  readonly links?: Readonly<Record<string, string>>;
}

/** The result of a step. */
export interface StepResult {
  readonly status: number | null;
  readonly printed: string;
  /** Each call of a replaced program: its name and its arguments. */
  readonly calls: readonly (readonly string[])[];
  /** The content of `GITHUB_OUTPUT`. */
  readonly output: string;
  /** The content of `GITHUB_STEP_SUMMARY`. */
  readonly summary: string;
  /** The working directory of the step. */
  readonly folder: string;
}

/** Runs the script of a step as GitHub does, in a dedicated folder. */
export function runStep(step: ScriptStep, runner: Runner = {}): StepResult {
  if (step.shell !== "bash") {
    throw new Error(`${step.name}: expected the shell bash, found ${step.shell}`);
  }
  const machine = temporaryFolder();
  const at = (name: string) => join(machine, name);
  for (const name of ["bin", "home", "work", "temp"]) {
    mkdirSync(at(name));
  }
  for (const name of ["output", "summary", "calls"]) {
    writeFileSync(at(name), "");
  }
  for (const [name, script] of Object.entries(runner.programs ?? {})) {
    const record = `printf '%s\\0' "$#" ${name} "$@" >> ${at("calls")}`;
    writeFileSync(at(`bin/${name}`), `#!/usr/bin/env bash\n${record}\n${script}\n`);
    chmodSync(at(`bin/${name}`), 0o755);
  }
  for (const [name, text] of Object.entries(runner.files ?? {})) {
    mkdirSync(join(at("work"), name, ".."), { recursive: true });
    writeFileSync(join(at("work"), name), text);
    chmodSync(join(at("work"), name), 0o755);
  }
  for (const [name, target] of Object.entries(runner.links ?? {})) {
    symlinkSync(target, join(at("work"), name));
  }
  writeFileSync(at("step.sh"), step.run);
  const { status, stdout, stderr } = spawnSync(
    "bash",
    ["--noprofile", "--norc", "-eo", "pipefail", at("step.sh")],
    {
      cwd: at("work"),
      encoding: "utf8",
      env: {
        PATH: [at("bin"), process.env.PATH].join(delimiter),
        HOME: at("home"),
        RUNNER_TEMP: at("temp"),
        GITHUB_OUTPUT: at("output"),
        GITHUB_STEP_SUMMARY: at("summary"),
        GITHUB_WORKSPACE: at("work"),
        ...runner.env,
        ...evaluate(step.env, runner.expressions ?? {}),
      },
    },
  );
  return {
    status,
    printed: stdout + stderr,
    calls: readCalls(at("calls")),
    output: readFileSync(at("output"), "utf8"),
    summary: readFileSync(at("summary"), "utf8"),
    folder: at("work"),
  };
}

/** Parses recorded calls: for each, the number of arguments, the program, and the arguments. */
function readCalls(file: string): readonly (readonly string[])[] {
  const words = readFileSync(file, "utf8").split("\0").slice(0, -1);
  const calls: string[][] = [];
  while (words.length > 0) {
    calls.push(words.splice(0, Number(words.shift()) + 1));
  }
  return calls;
}

/**
 * Replaces the expressions in an environment with their values.
 *
 * @throws Error if an expression has no value
 */
function evaluate(
  env: Readonly<Record<string, string>>,
  expressions: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).map(([name, text]) => [
      name,
      text.replace(/\$\{\{(.*?)\}\}/g, (_, written: string) => {
        const value = expressions[written.trim()];
        if (value === undefined) {
          throw new Error(`${name}: no value for ${written.trim()}`);
        }
        return value;
      }),
    ]),
  );
}
