/** A program or a package manager that the package is tested on. */
export interface Target {
  /** The name on the command line, where an argument selects all targets whose names begin with it. */
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly steps: readonly Step[];
  /** Starts a service that the steps need, and returns a function that stops it. */
  readonly start?: (context: Context) => Promise<() => void>;
}

export interface Step {
  readonly what: string;
  /** The number of checks. */
  readonly checks: number;
  /** The expected parts of the output, which prove that the checks ran. */
  readonly expected: readonly string[];
  /** Runs the step and returns its output. */
  run(context: Context): Promise<string>;
}

/** The context of the steps of a target. */
export interface Context {
  /** The folder `node_modules` of the tools. */
  readonly tools: string;
  /** A project in which npm installed the package, with the files of `consumer-files.ts`. */
  readonly consumer: string;
  /** The tarballs of the package and of zod. */
  readonly tarballs: readonly string[];
  /** An empty folder for this target. */
  readonly folder: string;
}
