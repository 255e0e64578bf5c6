import { versions } from "../dataset/dataset.ts";
import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import { DevelopmentReleaseError, InvalidVersionError, UnknownReleaseError } from "../errors.ts";
import { quote } from "../util/quote.ts";
import type { Coverage } from "./resolved-version.ts";

/** The smallest number that no release can have. */
const firstImpossible = 200;

const numbers: readonly ReleaseNumber[] = versions.pages.map(([release]) => release);

/** The oldest and the newest release of the dataset. */
const oldestRelease = numbers.at(0) as ReleaseNumber;
export const newestRelease = numbers.at(-1) as ReleaseNumber;

/**
 * Returns the release that answers for a version, and its coverage.
 *
 * @param version - a whole number
 * @param input - the value to quote in errors
 * @throws {@link InvalidVersionError} when no release can have the number
 * @throws {@link DevelopmentReleaseError} when the number is odd
 * @throws {@link UnknownReleaseError} when the version is older than the dataset
 */
export function answeringRelease(
  version: number,
  input: unknown,
): { readonly release: ReleaseNumber; readonly coverage: Coverage } {
  if (version < 1 || version >= firstImpossible) {
    throw new InvalidVersionError(
      `${quote(input)} is not a version: no release has the number ${version}; expected an even number from ${oldestRelease} to ${firstImpossible - 2}`,
      input,
    );
  }
  if (version % 2 === 1) {
    throw developmentError(version, input);
  }
  const release = numbers.find((each) => each === version);
  if (release !== undefined) {
    return { release, coverage: "release" };
  }
  if (version > newestRelease) {
    return {
      release: newestRelease,
      coverage: version <= versions.coveredThrough ? "page" : "assumed",
    };
  }
  throw new UnknownReleaseError(
    `${quote(input)}: release ${version} is not in the dataset, which covers the even releases ${oldestRelease} to ${newestRelease}; nearest: ${nearest(version).join(" and ")}`,
    input,
    { version, nearest: nearest(version) },
  );
}

/** Returns the error for a development build. */
export function developmentError(version: number, input: unknown): DevelopmentReleaseError {
  return new DevelopmentReleaseError(
    `${quote(input)} is a development build of release ${version}; expected a public release (an even number, and no build 9999); nearest in the dataset: ${nearest(version).join(" and ")}`,
    input,
    { version, nearest: nearest(version) },
  );
}

/** Returns the release if the dataset has it, otherwise its neighbors. */
function nearest(version: number): readonly ReleaseNumber[] {
  const below = numbers.findLast((each) => each <= version);
  const above = numbers.find((each) => each >= version);
  return [...new Set([below, above])].filter((each) => each !== undefined);
}
