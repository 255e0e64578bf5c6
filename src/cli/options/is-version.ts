import { InvalidVersionError } from "../../errors.ts";
import { resolveVersion } from "../../query/resolve-version.ts";

/** Returns whether an argument is a version, including versions without an answer, rather than a list or a file. */
export function isVersion(text: string): boolean {
  try {
    resolveVersion(text);
    return true;
  } catch (error) {
    return !(error instanceof InvalidVersionError);
  }
}
