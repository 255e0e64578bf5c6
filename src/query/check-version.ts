import { versions } from "../dataset/dataset.ts";
import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import { InvalidVersionError } from "../errors.ts";
import { quote } from "../util/quote.ts";
import { answeringRelease, newestRelease } from "./answering-release.ts";
import { newerReleaseError } from "./newer-release-error.ts";
import type { Coverage, ReleaseOrVersion, ResolvedVersion } from "./resolved-version.ts";

/** A version that was asked for, and the release that answers for it. */
export interface CheckedVersion {
  readonly version: number;
  readonly release: ReleaseNumber;
  /** The documentation page that holds for the release. */
  readonly page: number;
  readonly coverage: Coverage;
}

const pages: ReadonlyMap<number, number> = new Map(versions.pages);

/** What each release of the dataset stands for, at its number. */
const releases: readonly (CheckedVersion | undefined)[] = Array.from(
  { length: newestRelease + 1 },
  (_, number) => {
    const page = pages.get(number);
    const release = number as ReleaseNumber;
    return page === undefined
      ? undefined
      : { version: release, release, page, coverage: "release" };
  },
);

/**
 * Returns what a release number or a resolved version stands for; throws the matching error otherwise. A
 * number must be one of a release in the dataset: whoever means a newer version says so by resolving it.
 */
export function checkVersion(input: ReleaseOrVersion): CheckedVersion {
  const known = typeof input === "number" ? releases[input] : undefined;
  if (known !== undefined) {
    return known;
  }
  const checked = checkNewerVersion(input);
  if (typeof input === "number") {
    throw newerReleaseError(
      input,
      input,
      `expected a release of the dataset, or what resolveVersion(${input}) returns`,
    );
  }
  return checked;
}

/** Does what {@link checkVersion} does, and takes the numbers of newer releases as well. */
export function checkNewerVersion(input: ReleaseOrVersion): CheckedVersion {
  if (typeof input === "number" && Number.isSafeInteger(input)) {
    return withPage(input, answeringRelease(input, input));
  }
  if (isResolved(input)) {
    const { version, release, coverage } = input;
    const answer = answeringRelease(version, version);
    if (answer.release === release && answer.coverage === coverage) {
      return withPage(version, answer);
    }
  }
  throw new InvalidVersionError(
    `${quote(input)} is neither a release number such as 126 nor a resolved version; resolveVersion() makes one of a version string`,
    input,
  );
}

function withPage(
  version: number,
  { release, coverage }: ReturnType<typeof answeringRelease>,
): CheckedVersion {
  return { version, release, page: pages.get(release) as number, coverage };
}

function isResolved(input: unknown): input is ResolvedVersion {
  return (
    typeof input === "object" &&
    input !== null &&
    Number.isSafeInteger((input as Partial<ResolvedVersion>).version)
  );
}
