import type { TaskName } from "./tasks.ts";

export interface Question {
  readonly id: number;
  readonly task: TaskName;
  readonly input: unknown;
}

/** The result of a task, or why it has none. */
export type Answer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: TaskError };

/** An error of the package, as plain data. */
export interface TaskError {
  readonly message: string;
  /** The code of a typed error; `null` for any other one. */
  readonly code: string | null;
  /** The option that it is about, such as `services`; left out for none. */
  readonly field?: string;
  /** The file that it is about, by its index in the request; left out for none. */
  readonly file?: number;
  /** The line of the file, counted from 1; left out for none. */
  readonly line?: number;
}
