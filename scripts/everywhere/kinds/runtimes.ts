import { join } from "node:path";
import { commandStep } from "../command-step.ts";
import { oneCopy, twoCopies } from "../consumer-files.ts";
import { runProgram } from "../run-program.ts";
import { suiteStep } from "../suite-step.ts";
import type { Context, Step, Target } from "../target.ts";
import { versionOf } from "../tools.ts";

type Command = readonly [string, ...string[]];

const bin = "node_modules/cpanel-ports/dist/cli.cjs";

/** Returns the steps of a program that loads from `node_modules` as Node.js does. */
function steps(
  program: (context: Context) => Command,
  { clones }: { clones: boolean },
): readonly Step[] {
  const run = (file: string) => (context: Context) =>
    runProgram(context.consumer, [...program(context), file]);
  return [
    suiteStep("ES modules", oneCopy, run("imports.mjs")),
    suiteStep("CommonJS", oneCopy, run("requires.cjs")),
    suiteStep("both at once", twoCopies, run("both.mjs")),
    ...(clones ? [suiteStep("clones of errors", ["clones"], run("clones.mjs"))] : []),
    commandStep((context, args) =>
      runProgram(context.consumer, [...program(context), bin, ...args]),
    ),
  ];
}

const node = (version: string): Target => ({
  name: `node-${version}`,
  title: "Node.js",
  version: versionOf(`node-${version}`),
  steps: steps(({ tools }) => [join(tools, `node-${version}/bin/node`)], { clones: true }),
});

/** The runtimes that load packages as Node.js does. */
export const runtimes: readonly Target[] = [
  ...["20", "22", "24", "26"].map(node),
  {
    name: "bun",
    title: "Bun",
    version: versionOf("@oven/bun-linux-x64"),
    // Bun drops the cause of cloned errors.
    steps: steps(({ tools }) => [join(tools, "@oven/bun-linux-x64/bin/bun")], { clones: false }),
  },
  {
    name: "deno",
    title: "Deno",
    version: versionOf("@deno/linux-x64-glibc"),
    steps: steps(({ tools }) => [join(tools, "@deno/linux-x64-glibc/deno"), "run", "-A"], {
      clones: true,
    }),
  },
];
