import type { Release } from "../../dataset/types.ts";
import type { ReleaseOrVersion } from "../../query/resolved-version.ts";

/** Whether a value is a list of releases, or of values that may be meant as releases. */
export function isReleaseList(value: unknown): value is readonly (Release | ReleaseOrVersion)[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (each) =>
        typeof each === "number" ||
        (typeof each === "object" && each !== null && "release" in each),
    )
  );
}
