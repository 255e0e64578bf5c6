import type { TaskName } from "./tasks.ts";

export interface Question {
  readonly id: number;
  readonly task: TaskName;
  readonly input: unknown;
}

/** The result of a task, or its error. */
export type Answer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: TaskError };

/** An error of the package, as plain data. */
export interface TaskError {
  readonly message: string;
  /** The code of a typed error; `null` for any other error. */
  readonly code: string | null;
  /** The options that it concerns, such as `allowFrom.whm`. */
  readonly fields: readonly string[];
  /** The file that it concerns, by its index in the request. */
  readonly file: number | null;
  /** The line of the file, counted from 1. */
  readonly line: number | null;
}
