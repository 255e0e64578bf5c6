import type { LatestRelease, ReleaseNumber } from "../dataset/literals.generated.ts";
import { InvalidVersionError, ReleaseTierError } from "../errors.ts";
import { quote } from "../util/quote.ts";
import { answeringRelease, developmentError, newestRelease } from "./answering-release.ts";
import type { ResolvedVersion } from "./resolved-version.ts";

/** The release that answers for an input, as exactly as the compiler can tell. */
export type ResolvedRelease<I extends string | number> = I extends ReleaseNumber
  ? I
  : I extends `${infer R extends ReleaseNumber}`
    ? R
    : I extends "latest"
      ? LatestRelease
      : ReleaseNumber;

const tiers: readonly string[] = ["edge", "current", "release", "stable", "lts"];

// Some places prefix the release with a fixed 11.
const form = /^v?(?:11\.)?(\d{1,9})(?:\.(\d{1,9})(?:\.(\d{1,9})| +\(build +(\d{1,9})\))?)?$/i;
const expected =
  'expected a version such as 126, "126", "v126", "11.126.0.5", "126.0.5", "126.0 (build 5)" or "latest"';

/**
 * Resolves a version of cPanel & WHM to the release that answers for it. It accepts every form that servers, change logs
 * and APIs use, and `"latest"` for the newest release in the dataset. It ignores surrounding white space, such as the
 * newline at the end of `/usr/local/cpanel/version`.
 *
 * @param input - the version
 * @returns the version, its build, the release that answers, and its coverage
 * @throws {@link InvalidVersionError} when the input is not a version, or no release can have the number
 * @throws {@link ReleaseTierError} when the input is a tier, such as `"stable"`
 * @throws {@link DevelopmentReleaseError} when the release number is odd, or the build number is 9999
 * @throws {@link UnknownReleaseError} when the release is older than the dataset
 *
 * @example
 * ```ts
 * import { listPorts, resolveVersion } from "cpanel-ports";
 *
 * resolveVersion("11.118.0.45\n"); // => { input: "11.118.0.45\n", version: 118, build: 45, release: 118, coverage: "release" }
 * resolveVersion("132.0 (build 4)"); // => { input: "132.0 (build 4)", version: 132, build: 4, release: 126, coverage: "page" }
 * const wpSquared = resolveVersion("11.138.1.7");
 * wpSquared.coverage; // => "assumed"
 * listPorts(wpSquared).length; // => 39
 * ```
 */
export function resolveVersion<I extends string | number>(
  input: I,
): ResolvedVersion<ResolvedRelease<I>>;
export function resolveVersion(input: string | number): ResolvedVersion {
  const text = textOf(input);
  const word = text.toLowerCase();
  if (word === "latest") {
    return resolved(input, newestRelease, null);
  }
  if (tiers.includes(word)) {
    throw new ReleaseTierError(
      `${quote(input)} is a release tier, not a release; ${expected}`,
      input,
      word,
    );
  }
  const parts = form.exec(text);
  if (parts === null || word === "11" || word === "v11") {
    throw new InvalidVersionError(`${quote(input)} is not a version; ${expected}`, input);
  }
  const [version, minor, build] = [parts[1], parts[2], parts[3] ?? parts[4]].map((part) =>
    part === undefined ? null : Number(part),
  ) as [number, number | null, number | null];
  if (minor === 9999 || build === 9999) {
    throw developmentError(version, input);
  }
  return resolved(input, version, build);
}

function resolved(input: string | number, version: number, build: number | null): ResolvedVersion {
  return Object.freeze({ input, version, build, ...answeringRelease(version, input) });
}

/** Returns the text of a version. Only whole numbers count: 11.12 may have been 11.120. */
function textOf(input: unknown): string {
  if (typeof input === "string") {
    return input.trim();
  }
  return Number.isInteger(input) ? String(input) : "";
}
