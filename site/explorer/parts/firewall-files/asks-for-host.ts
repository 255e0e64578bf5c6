import type { TaskFailure } from "../../ask-worker.ts";

/** Tells whether files were refused because they are a scan of several hosts, of which one has to be chosen. */
export function asksForHost(failure: TaskFailure | null): boolean {
  return failure?.message.endsWith("choose one with the option host") ?? false;
}
