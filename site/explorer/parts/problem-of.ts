import type { TaskFailure } from "../ask-worker.ts";

/** Returns the problem with an option, such as `allowFrom.whm`, or with a part of it; `null` for none. */
export function problemOf(failure: TaskFailure | null, option: string): string | null {
  const isAbout = (field: string) =>
    field === option || field.startsWith(`${option}.`) || field.startsWith(`${option}[`);
  return failure?.fields.some(isAbout) ? failure.message : null;
}
