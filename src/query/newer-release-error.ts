import { versions } from "../dataset/dataset.ts";
import { NewerReleaseError } from "../errors.ts";
import { quote } from "../util/quote.ts";
import { newestRelease } from "./answering-release.ts";

/**
 * Returns the error for a version that is newer than the dataset.
 *
 * @param remedy - how to get an answer anyway
 */
export function newerReleaseError(
  version: number,
  input: unknown,
  remedy: string,
): NewerReleaseError {
  const { coveredThrough } = versions;
  const { capturedOnOrBefore } = versions.snapshot;
  const page = `the page of ${newestRelease}, captured on or before ${capturedOnOrBefore},`;
  const scope =
    version <= coveredThrough
      ? `${page} applies to it`
      : `${page} is known to apply through ${coveredThrough} and may have changed since`;
  return new NewerReleaseError(
    `${quote(input)}: release ${version} is newer than ${newestRelease}, the newest in the dataset; ${scope}; ${remedy}`,
    input,
    { version, newest: newestRelease, coveredThrough },
  );
}
