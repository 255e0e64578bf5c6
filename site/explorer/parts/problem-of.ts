import type { TaskFailure } from "../ask-worker.ts";

/** What is wrong with an option, such as `allowFrom.whm`, or a part of it; `null` for nothing. */
export function problemOf(failure: TaskFailure | null, option: string): string | null {
  const isAbout = (field: string) =>
    field === option || field.startsWith(`${option}.`) || field.startsWith(`${option}[`);
  return failure?.fields.some(isAbout) ? failure.message : null;
}
