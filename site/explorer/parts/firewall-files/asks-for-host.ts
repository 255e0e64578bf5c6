import type { TaskFailure } from "../../ask-worker.ts";

/** Whether files were rejected because they are a scan of several hosts, and one has to be chosen. */
export function asksForHost(failure: TaskFailure | null): boolean {
  return failure?.message.endsWith("choose one with the option host") ?? false;
}
