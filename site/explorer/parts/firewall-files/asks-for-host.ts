import type { TaskFailure } from "../../ask-worker.ts";

/** Returns whether files were rejected because they are a scan of several hosts, and one has to be chosen. */
export function asksForHost(failure: TaskFailure | null): boolean {
  return failure?.fields.includes("host") ?? false;
}
