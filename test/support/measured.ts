import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";

/** What some work returned, and what it cost. */
export interface Measured {
  readonly result: unknown;
  /**
   * How often V8 ran each function and each block, in sum: the same on every machine, however slow. What
   * built-in functions do, such as matching a regular expression, is not in it.
   */
  readonly steps: number;
  /** How much memory the work took in addition to what the process had. */
  readonly megabytes: number;
}

/** V8 collects garbage late where it has room, and when depends on the machine; with this heap it must. */
const heap = "--max-old-space-size=200";

/** Long enough for the slowest machine: only what never ends takes longer. */
const patience = 240_000;

/**
 * Bundles a module, as the package has it, and returns a function that measures its work in a process
 * of its own.
 *
 * @param module - a module whose default export is a {@link Work}
 */
export function measured(module: URL): (...args: readonly string[]) => Measured {
  const { outputFiles } = buildSync({
    stdin: { contents: harness(fileURLToPath(module)), resolveDir: import.meta.dirname },
    bundle: true,
    format: "esm",
    platform: "node",
    write: false,
  });
  const code = outputFiles[0]?.text;
  return (...args) =>
    JSON.parse(
      // A second thread would compile and collect garbage sooner or later, and change the figures.
      execFileSync(
        process.execPath,
        ["--single-threaded", heap, "--input-type=module", "-", ...args],
        {
          input: code,
          encoding: "utf8",
          timeout: patience,
        },
      ),
    );
}

/** Prepares some work, which is not measured, and returns it. */
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
