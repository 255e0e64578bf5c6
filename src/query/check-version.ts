import { versions } from "../dataset/dataset.ts";
import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import { InvalidVersionError } from "../errors.ts";
import { quote } from "../util/quote.ts";
import { answeringRelease, newestRelease } from "./answering-release.ts";
import { newerReleaseError } from "./newer-release-error.ts";
import type { Coverage, ReleaseOrVersion, ResolvedVersion } from "./resolved-version.ts";

/** A requested version, and the release that answers for it. */
export interface CheckedVersion {
  readonly version: number;
  readonly release: ReleaseNumber;
  /** The documentation page that applies to the release. */
  readonly page: number;
  readonly coverage: Coverage;
}

const pages: ReadonlyMap<number, number> = new Map(versions.pages);

/** The releases of the dataset, indexed by their number. */
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
 * Returns the release that answers for a release number or a resolved version; throws otherwise. Numbers must be
 * releases of the dataset; newer versions have to be resolved first.
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
      `expected a release of the dataset, or the result of resolveVersion(${input})`,
    );
  }
  return checked;
}

/** Works like {@link checkVersion}, but also accepts numbers of newer releases. */
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
    `${quote(input)} is neither a release number such as 126 nor a resolved version; pass a version string to resolveVersion() first`,
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
