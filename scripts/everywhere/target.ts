/** A program or a way to install on which the package is tried. */
export interface Target {
  /** Names it on the command line: all targets whose names begin with the argument are run. */
  readonly name: string;
  readonly title: string;
  readonly version: string;
  readonly steps: readonly Step[];
  /** Starts what the steps need, and returns how to stop it. */
  readonly start?: (context: Context) => Promise<() => void>;
}

export interface Step {
  readonly what: string;
  /** How many checks it makes. */
  readonly checks: number;
  /** What it has to print: a step that checks nothing prints none of it. */
  readonly expected: readonly string[];
  /** Runs it, and returns what was printed. */
  run(context: Context): Promise<string>;
}

/** What the steps of a target work with. */
export interface Context {
  /** The folder `node_modules` of the tools. */
  readonly tools: string;
  /** A project in which npm installed the package, with the files of `consumer-files.ts`. */
  readonly consumer: string;
  /** The tarballs of the package and of zod. */
  readonly tarballs: readonly string[];
  /** A folder for this target only, empty at first. */
  readonly folder: string;
}
