import { InvalidVersionError } from "../../errors.ts";
import { resolveVersion } from "../../query/resolve-version.ts";

/** Tells whether an argument is a version, even one that has no answer, rather than another argument or a file. */
export function isVersion(text: string): boolean {
  try {
    resolveVersion(text);
    return true;
  } catch (error) {
    return !(error instanceof InvalidVersionError);
  }
}
