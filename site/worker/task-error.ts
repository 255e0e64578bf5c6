import { type AnyCpanelPortsError, isCpanelPortsError } from "cpanel-ports";
import { FileProblem } from "./firewall/file-problem.ts";
import { OptionProblem } from "./firewall/option-problem.ts";
import type { TaskError } from "./messages.ts";

/** Converts what a task threw into plain data. */
export function taskError(error: unknown): TaskError {
  const nowhere = { fields: [], file: null, line: null };
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof FileProblem) {
    return {
      message,
      code: "invalid-configuration",
      fields: [],
      file: error.file,
      line: error.line,
    };
  }
  if (error instanceof OptionProblem) {
    return { message, code: "invalid-option", ...nowhere, fields: [error.field] };
  }
  return isCpanelPortsError(error)
    ? { message, code: error.code, ...nowhere, fields: fieldsOf(error) }
    : { message, code: null, ...nowhere };
}

/** The options that a typed error concerns. */
function fieldsOf(error: AnyCpanelPortsError): readonly string[] {
  switch (error.code) {
    case "invalid-date":
    case "invalid-option":
    case "unknown-operating-system":
      return [error.field.replace(/\[\d+\]$/, "")];
    case "contradictory-options":
      return error.options;
    case "development-release":
    case "invalid-version":
    case "newer-release":
    case "release-tier":
    case "unknown-release":
      return ["version"];
    default:
      return [];
  }
}
