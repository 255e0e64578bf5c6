import type { Release } from "../../dataset/types.ts";
import type { ReleaseOrVersion } from "../../query/resolved-version.ts";

/** Tells whether a value is a list of releases, or of what may be meant as one. */
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
