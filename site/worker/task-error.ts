import { isCpanelPortsError } from "cpanel-ports";
import type { TaskError } from "./messages.ts";

/** What was thrown, as plain data. */
export function taskError(error: unknown): TaskError {
  const message = error instanceof Error ? error.message : String(error);
  if (!isCpanelPortsError(error)) {
    return { message, code: null, fields: [] };
  }
  switch (error.code) {
    case "invalid-option":
      return { message, code: error.code, fields: [error.field] };
    case "contradictory-options":
      return { message, code: error.code, fields: error.options };
    case "unknown-operating-system":
      return { message, code: error.code, fields: ["os"] };
    case "development-release":
    case "invalid-version":
    case "newer-release":
    case "release-tier":
    case "unknown-release":
      return { message, code: error.code, fields: ["release"] };
    default:
      return { message, code: error.code, fields: [] };
  }
}
