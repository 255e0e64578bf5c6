import type { TaskFailure } from "../../ask-worker.ts";

/** Returns what a failed task says about a file, or about all of them; `null` where it is about an option. */
export function problemOfFiles(
  failure: TaskFailure | null,
): { readonly file: number | null; readonly text: string } | null {
  return failure === null || failure.fields.length > 0
    ? null
    : { file: failure.file, text: failure.message };
}
