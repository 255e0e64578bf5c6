import {
  type AnyCpanelPortsError,
  type CpanelPortsErrorCode,
  isCpanelPortsError,
} from "cpanel-ports";
import { FileProblem } from "./firewall/file-problem.ts";
import { OptionProblem } from "./firewall/option-problem.ts";
import type { TaskError } from "./messages.ts";

/** Returns what a task threw as plain data. */
export function taskErrorOf(error: unknown): TaskError {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof FileProblem) {
    const { file, line } = error;
    return {
      message,
      code: "invalid-configuration",
      ...(file === null ? {} : { file }),
      ...(line === null ? {} : { line }),
    };
  }
  if (error instanceof OptionProblem) {
    return { message, code: "invalid-option", field: error.field };
  }
  if (!isCpanelPortsError(error)) {
    return { message, code: null };
  }
  const field = fieldOf(error);
  return { message, code: error.code, ...(field === undefined ? {} : { field }) };
}

/** The codes of errors about a version. */
const versionCodes: readonly string[] = [
  "development-release",
  "invalid-version",
  "newer-release",
  "release-tier",
  "unknown-release",
] satisfies CpanelPortsErrorCode[];

/** The option that a typed error is about; `undefined` for none. */
function fieldOf(error: AnyCpanelPortsError): string | undefined {
  if (error.code === "invalid-option") {
    return error.field;
  }
  if (error.code === "contradictory-options") {
    return error.options[0];
  }
  if (error.code === "unknown-operating-system") {
    return "os";
  }
  return versionCodes.includes(error.code) ? "version" : undefined;
}
