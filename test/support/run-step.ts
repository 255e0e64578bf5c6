import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { temporaryFolder } from "./temporary-folder.ts";

/** A step of a workflow or of an action that runs a script. */
export interface ScriptStep {
  readonly name: string;
  readonly run: string;
  readonly shell: string;
  /** Its own environment, and that of its job, as they are written. */
  readonly env: Readonly<Record<string, string>>;
}

/** What stands for the machine on which a step runs. */
export interface Runner {
  /** The values of the expressions in its environment, by what stands between the braces. */
  readonly expressions?: Readonly<Record<string, string>>;
  /** Programs that stand for those of the machine: scripts for bash, by name. Each call of one is recorded. */
  readonly programs?: Readonly<Record<string, string>>;
  /** Other variables. */
  readonly env?: Readonly<Record<string, string>>;
  /** Files of the folder in which the step runs. */
  readonly files?: Readonly<Record<string, string>>;
}

/** What a step did. */
export interface StepResult {
  readonly status: number | null;
  readonly printed: string;
  /** Each call of a program that stands for one: its name and its arguments. */
  readonly calls: readonly (readonly string[])[];
  /** What it wrote into `GITHUB_OUTPUT`. */
  readonly output: string;
  /** What it wrote into `GITHUB_STEP_SUMMARY`. */
  readonly summary: string;
  /** The folder in which it ran. */
  readonly folder: string;
}

/** Runs the script of a step as GitHub does, in a folder of its own. */
export function runStep(step: ScriptStep, runner: Runner = {}): StepResult {
  if (step.shell !== "bash") {
    throw new Error(`${step.name} runs in ${step.shell}`);
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

/** Reads calls: of each the number of its arguments, the program, and the arguments. */
function readCalls(file: string): readonly (readonly string[])[] {
  const words = readFileSync(file, "utf8").split("\0").slice(0, -1);
  const calls: string[][] = [];
  while (words.length > 0) {
    calls.push(words.splice(0, Number(words.shift()) + 1));
  }
  return calls;
}

/** Puts the values of expressions into an environment; one whose value is not given is an error. */
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
          throw new Error(`${name} needs the value of ${written.trim()}`);
        }
        return value;
      }),
    ]),
  );
}
