import { dataset } from "../dataset/dataset.ts";
import {
  type CpanelPortsError,
  DevelopmentReleaseError,
  NewerReleaseError,
  UnknownReleaseError,
} from "../errors.ts";
import { quote } from "../util/quote.ts";

/** The error for a whole number that is not a release of the dataset. */
export function releaseError(release: number, input: unknown): CpanelPortsError {
  if (release % 2 === 1) {
    return developmentError(release, input);
  }
  const { oldest, newest } = ends();
  if (release > newest) {
    return newerError(release, newest, input);
  }
  return new UnknownReleaseError(
    `${quote(input)}: release ${release} is not in the dataset, which covers the even releases ${oldest} to ${newest}; nearest: ${nearest(release)}`,
    input,
  );
}

/** The error for a development build. */
export function developmentError(release: number, input: unknown): DevelopmentReleaseError {
  return new DevelopmentReleaseError(
    `${quote(input)} is a development build of release ${release}, which no page documents (public releases are even, and no public build is 9999); nearest in the dataset: ${nearest(release)}`,
    input,
  );
}

function newerError(release: number, newest: number, input: unknown): NewerReleaseError {
  const { latestRelease, capturedOnOrBefore } = dataset.snapshot;
  const page = `the page of ${newest}, captured on or before ${capturedOnOrBefore}, says that it holds through the latest version, which was ${latestRelease} then`;
  const known = release <= latestRelease ? page : `${page}, so it need not hold for ${release}`;
  return new NewerReleaseError(
    `${quote(input)}: release ${release} is newer than ${newest}, the newest in the dataset; ${known}; resolveRelease(version, { newer: "latest" }), or --newer latest on the command line, takes ${newest} for it`,
    input,
  );
}

/** The release itself if the dataset has it, else the one before and the one after. */
function nearest(release: number): string {
  const numbers = dataset.releases.map((each) => each.release);
  const below = numbers.findLast((each) => each <= release);
  const above = numbers.find((each) => each >= release);
  return [...new Set([below, above])].filter((each) => each !== undefined).join(" and ");
}

function ends(): { oldest: number; newest: number } {
  const numbers = dataset.releases.map((each) => each.release);
  return { oldest: Math.min(...numbers), newest: Math.max(...numbers) };
}
