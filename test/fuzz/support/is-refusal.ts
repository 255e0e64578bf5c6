import { InvalidConfigurationError, InvalidOptionError } from "../../../src/errors.ts";

/** Returns whether a parser refused its input with a documented error: malformed, or a scan of several hosts. */
export function isRefusal(error: unknown): boolean {
  return (
    error instanceof InvalidConfigurationError ||
    (error instanceof InvalidOptionError && error.field === "host")
  );
}
