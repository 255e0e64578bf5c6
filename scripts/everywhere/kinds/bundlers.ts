import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { oneCopy } from "../consumer-files.ts";
import { runProgram } from "../run-program.ts";
import { suiteStep } from "../suite-step.ts";
import type { Context, Step, Target } from "../target.ts";
import { versionOf } from "../tools.ts";

/** Bundles a file of the consumer, and returns the path of the bundle. */
type Bundle = (context: Context, file: string) => Promise<string>;

const byScript =
  (bundler: string): Bundle =>
  async ({ tools, consumer, folder }, file) => {
    const output = join(folder, file, "bundle.mjs");
    const script = join(import.meta.dirname, "bundle.mjs");
    const input = join(consumer, file);
    await runProgram(consumer, [process.execPath, script, tools, bundler, input, output]);
    return output;
  };

/** Parcel does not read the exports of packages by default. */
const byParcel: Bundle = async ({ tools, consumer, folder }, file) => {
  const program = join(tools, "parcel/lib/bin.js");
  const output = join(folder, file);
  mkdirSync(output);
  const options = ["build", file, "--no-cache", "--dist-dir", output];
  await runProgram(consumer, [process.execPath, program, ...options]);
  return join(output, file.replace(/[cm]js$/, "js"));
};

/** Runs the bundle in a folder where it cannot load anything that it lacks. */
const steps = (bundle: Bundle): readonly Step[] =>
  (
    [
      ["ES modules", "imports.mjs"],
      ["CommonJS", "requires.cjs"],
    ] as const
  ).map(([what, file]) =>
    suiteStep(what, oneCopy, async (context) =>
      runProgram(context.folder, [process.execPath, await bundle(context, file)]),
    ),
  );

/** The bundlers, each with its defaults. */
export const bundlers: readonly Target[] = (
  [
    ["webpack", "webpack", "webpack", byScript("webpack")],
    ["rollup", "Rollup", "rollup", byScript("rollup")],
    ["parcel", "Parcel", "parcel", byParcel],
    ["vite", "Vite", "vite", byScript("vite")],
    ["rspack", "Rspack", "@rspack/core", byScript("rspack")],
    ["esbuild", "esbuild", "esbuild", byScript("esbuild")],
  ] as const
).map(([name, title, tool, bundle]) => ({
  name,
  title,
  version: versionOf(tool),
  steps: steps(bundle),
}));
