import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildSync } from "esbuild";

/** The result and the cost of some work. */
export interface Measured {
  readonly result: unknown;
  /**
   * The number of times that V8 ran functions and blocks, in total. It is the same on every machine. It
   * excludes the work of built-in functions, such as matching a regular expression.
   */
  readonly steps: number;
  /** The memory of the work in addition to the process before it. */
  readonly megabytes: number;
}

const run = promisify(execFile);

/** Limits the heap: with free space, V8 collects garbage late, at a time that depends on the machine. */
const heap = "--max-old-space-size=200";

/** Long enough for the slowest machine; only an endless loop takes longer. */
const patience = 900_000;

/**
 * Bundles a module as in the package, and returns a function that measures its work in a separate
 * process.
 *
 * @param module - a module whose default export is a {@link Work}
 */
export function measured(module: URL): (...args: readonly string[]) => Promise<Measured> {
  const { outputFiles } = buildSync({
    stdin: { contents: harness(fileURLToPath(module)), resolveDir: import.meta.dirname },
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  const code = outputFiles[0]?.text;
  return async (...args) => {
    // A second thread would compile and collect garbage at unpredictable times and change the figures.
    const flags = ["--single-threaded", heap, "--input-type=module", "-"];
    const running = run(process.execPath, [...flags, ...args], { timeout: patience });
    running.child.stdin?.end(code);
    return JSON.parse((await running).stdout);
  };
}

/** Prepares some work without measuring the preparation, and returns it. */
export type Work = (...args: readonly string[]) => () => unknown;

const harness = (path: string) => `
  import { Session } from "node:inspector";
  import prepare from ${JSON.stringify(path)};

  const work = prepare(...process.argv.slice(2));
  const session = new Session();
  session.connect();
  let answer;
  const ask = (method, options) => {
    session.post(method, options, (error, result) => {
      if (error) throw error;
      answer = result;
    });
    return answer;
  };
  ask("Profiler.enable");
  ask("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  const before = process.resourceUsage().maxRSS;
  const result = work();
  const after = process.resourceUsage().maxRSS;
  const steps = ask("Profiler.takePreciseCoverage")
    .result.flatMap((script) => script.functions)
    .flatMap((each) => each.ranges)
    .reduce((sum, range) => sum + range.count, 0);
  console.log(JSON.stringify({ result, steps, megabytes: (after - before) / 1024 }));`;
