import { dataset } from "../dataset/dataset.ts";
import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import { InvalidVersionError } from "../errors.ts";
import { quote } from "../util/quote.ts";
import { releaseError } from "./release-error.ts";

const known: ReadonlySet<number> = new Set(dataset.releases.map((each) => each.release));

/** Passes a release of the dataset, and throws the fitting error for everything else. */
export function checkRelease(release: number): ReleaseNumber {
  if (known.has(release)) {
    return release as ReleaseNumber;
  }
  if (typeof release === "number" && Number.isSafeInteger(release) && release >= 0) {
    throw releaseError(release, release);
  }
  throw new InvalidVersionError(
    `${quote(release)} is not a release number; one such as 126 is, and resolveRelease() makes one of a version string`,
    release,
  );
}
