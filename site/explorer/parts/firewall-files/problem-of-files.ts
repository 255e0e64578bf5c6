import type { TaskFailure } from "../../ask-worker.ts";

/** Returns the problem of a failed task with one file or with all files; `null` if it concerns an option. */
export function problemOfFiles(
  failure: TaskFailure | null,
): { readonly file: number | null; readonly text: string } | null {
  return failure === null || failure.fields.length > 0
    ? null
    : { file: failure.file, text: failure.message };
}
