import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandStep } from "../command-step.ts";
import { oneCopy, twoCopies, writeConsumerFiles } from "../consumer-files.ts";
import { runProgram } from "../run-program.ts";
import { suiteStep } from "../suite-step.ts";
import type { Context, Step, Target } from "../target.ts";
import { versionOf } from "../tools.ts";

type Command = readonly [string, ...string[]];

/** Writes a project with the tarballs as its dependencies. */
function writeProject({ folder, tarballs }: Context, settings: Readonly<Record<string, string>>) {
  const [ports, zod] = tarballs.map((path) => `file:${path}`);
  const manifest = { private: true, dependencies: { "cpanel-ports": ports, zod } };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  for (const [name, text] of Object.entries(settings)) {
    writeFileSync(join(folder, name), text);
  }
  writeConsumerFiles(folder);
}

/** Returns the steps in a project, given how to run a file and a command in it. */
function steps(
  node: (context: Context) => Command,
  command: (context: Context) => Command,
): readonly Step[] {
  const run = (file: string) => (context: Context) =>
    runProgram(context.folder, [...node(context), file]);
  return [
    suiteStep("ES modules", oneCopy, run("imports.mjs")),
    suiteStep("CommonJS", oneCopy, run("requires.cjs")),
    suiteStep("both at once", twoCopies, run("both.mjs")),
    commandStep((context, args) =>
      runProgram(context.folder, [...command(context), "cpanel-ports", ...args]),
    ),
  ];
}

const pnpm = ({ tools }: Context) =>
  [process.execPath, join(tools, "pnpm/bin/pnpm.cjs")] as const satisfies Command;

const yarn = ({ tools }: Context) =>
  [process.execPath, join(tools, "@yarnpkg/cli-dist/bin/yarn.js")] as const satisfies Command;

/** Package managers that let a package load only its declared dependencies. */
export const packageManagers: readonly Target[] = [
  {
    name: "pnpm",
    title: "pnpm, strict",
    version: versionOf("pnpm"),
    start: async (context) => {
      const store = join(context.folder, "store");
      writeProject(context, { ".npmrc": `hoist=false\nstore-dir=${store}\n` });
      await runProgram(context.folder, [...pnpm(context), "install", "--offline"]);
      return () => {};
    },
    steps: steps(
      () => [process.execPath],
      (context) => [...pnpm(context), "exec"],
    ),
  },
  {
    name: "yarn",
    title: "Yarn, Plug'n'Play",
    version: versionOf("@yarnpkg/cli-dist"),
    start: async (context) => {
      writeProject(context, {
        ".yarnrc.yml":
          "nodeLinker: pnp\nenableNetwork: false\nenableTelemetry: false\nenableGlobalCache: false\nenableImmutableInstalls: false\n",
        // Marks the folder as a separate project.
        "yarn.lock": "",
      });
      await runProgram(context.folder, [...yarn(context), "install"]);
      return () => {};
    },
    steps: steps(
      (context) => [...yarn(context), "node"],
      (context) => yarn(context),
    ),
  },
];
