import { dataset } from "../dataset/dataset.ts";
import type { LatestRelease, ReleaseNumber } from "../dataset/literals.generated.ts";
import { InvalidOptionError, InvalidVersionError, ReleaseTierError } from "../errors.ts";
import { quote } from "../util/quote.ts";
import { developmentError, releaseError } from "./release-error.ts";

/** What {@link resolveRelease} does with a version that is not in the dataset. */
export interface ResolveReleaseOptions {
  /**
   * For a release newer than the newest in the dataset: `"error"` (the default) throws,
   * `"latest"` takes the newest one in the dataset.
   */
  readonly newer?: "error" | "latest" | undefined;
}

/** The release that an input stands for, as exactly as the compiler can tell. */
export type ResolvedRelease<I extends string | number> = I extends ReleaseNumber
  ? I
  : I extends `${infer R extends ReleaseNumber}`
    ? R
    : I extends "latest"
      ? LatestRelease
      : ReleaseNumber;

const tiers: readonly string[] = ["edge", "current", "release", "stable", "lts"];
const version = /^v?(\d{1,9}(?:\.\d{1,9}){0,4})(?: +\(build +(\d{1,9})\))?$/i;
const expected =
  'expected a version such as 126, "126", "v126", "11.126.0.5", "126.0.5", "126.0 (build 5)" or "latest"';

/**
 * The release of a cPanel & WHM version, in any of the forms in which servers, change logs and APIs
 * write it: `126`, `"126"`, `"v126"`, `"126.0.37"`, `"11.126"`, `"11.126.0.5"`,
 * `"126.0 (build 5)"`, and `"latest"` for the newest release in the dataset. White space around it,
 * such as the newline at the end of `/usr/local/cpanel/version`, does not matter.
 *
 * @param input - the version
 * @param options - what to do with a version newer than the dataset
 * @returns the release number
 * @throws {@link InvalidVersionError} for what is not a version
 * @throws {@link ReleaseTierError} for the name of a tier, such as `"stable"`
 * @throws {@link DevelopmentReleaseError} for an odd release number or a build number of 9999
 * @throws {@link NewerReleaseError} for a release newer than the dataset, unless `newer` is `"latest"`
 * @throws {@link UnknownReleaseError} for a release older than the dataset
 * @throws {@link InvalidOptionError} for another option, or another value of `newer`
 *
 * @example
 * ```ts
 * import { resolveRelease } from "cpanel-ports";
 *
 * resolveRelease("11.126.0.5\n"); // => 126
 * resolveRelease("122.0 (build 17)"); // => 122
 * resolveRelease("136.1.7", { newer: "latest" }); // => 126
 * ```
 */
export function resolveRelease<I extends string | number>(
  input: I,
  options?: ResolveReleaseOptions,
): ResolvedRelease<I>;
export function resolveRelease(
  input: string | number,
  options?: ResolveReleaseOptions,
): ReleaseNumber {
  const newest = dataset.releases.reduce((newer, each) => Math.max(newer, each.release), 0);
  const foreign = Object.keys(options ?? {}).find((name) => name !== "newer");
  if (foreign !== undefined) {
    throw new InvalidOptionError(
      `${quote(foreign)} is not an option; expected newer`,
      foreign,
      foreign,
      ["newer"],
    );
  }
  const newer = options?.newer ?? "error";
  if (newer !== "error" && newer !== "latest") {
    throw new InvalidOptionError(
      `the option newer is ${quote(newer)}; expected "error" or "latest"`,
      "newer",
      newer,
      ["error", "latest"],
    );
  }
  const text = textOf(input);
  const word = text.toLowerCase();
  if (word === "latest") {
    return newest as ReleaseNumber;
  }
  if (tiers.includes(word)) {
    throw new ReleaseTierError(
      `${quote(input)} is a release tier, which names no release; ${expected}`,
      input,
    );
  }

  const [, numbers, build] = version.exec(text) ?? [];
  // In some places a fixed 11 stands before the release.
  const [release, ...minor] = (numbers ?? "")
    .replace(/^11(?:\.|$)/, "")
    .split(".")
    .map(Number);
  if (!release || minor.length > 3) {
    throw new InvalidVersionError(`${quote(input)} is not a version; ${expected}`, input);
  }
  if (release % 2 === 1 || minor.includes(9999) || build === "9999") {
    throw developmentError(release, input);
  }
  if (dataset.releases.some((each) => each.release === release)) {
    return release as ReleaseNumber;
  }
  if (release > newest && newer === "latest") {
    return newest as ReleaseNumber;
  }
  throw releaseError(release, input);
}

/** A number counts only when it is whole: 11.12 may have been 11.120. */
function textOf(input: unknown): string {
  if (typeof input === "string") {
    return input.trim();
  }
  return Number.isInteger(input) ? String(input) : "";
}
