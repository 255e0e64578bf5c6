import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import { InvalidOptionError } from "../errors.ts";
import { quote } from "../util/quote.ts";
import { newerReleaseError } from "./newer-release-error.ts";
import { type ResolvedRelease, resolveVersion } from "./resolve-version.ts";

/** The options of {@link resolveRelease}. */
export interface ResolveReleaseOptions {
  /**
   * For a version that is newer than the newest page covers: `"error"` throws, `"assume"` returns the newest release in
   * the dataset. Default: `"error"`.
   */
  readonly newer?: "assume" | "error" | undefined;
}

/**
 * Returns the release that answers for a version of cPanel & WHM, a short form of {@link resolveVersion}. A newer version
 * that the newest page covers resolves to that page's release. Later versions throw, unless `newer` is `"assume"`.
 *
 * @param input - the version, in any form that {@link resolveVersion} accepts
 * @param options - what to do with a version that the dataset does not cover
 * @returns the release number
 * @throws the errors of {@link resolveVersion}
 * @throws {@link NewerReleaseError} when no page covers the version, unless `newer` is `"assume"`
 * @throws {@link InvalidOptionError} when an option or a value of `newer` does not exist
 *
 * @example
 * ```ts
 * import { resolveRelease } from "cpanel-ports";
 *
 * resolveRelease("11.126.0.5\n"); // => 126
 * resolveRelease("122.0 (build 17)"); // => 122
 * resolveRelease("132.0.4"); // => 126
 * resolveRelease("136.1.7", { newer: "assume" }); // => 126
 * ```
 */
export function resolveRelease<I extends string | number>(
  input: I,
  options?: ResolveReleaseOptions,
): ResolvedRelease<I>;
export function resolveRelease(
  input: string | number,
  options: ResolveReleaseOptions = {},
): ReleaseNumber {
  const newer = newerOf(options);
  const { version, release, coverage } = resolveVersion(input);
  if (coverage === "assumed" && newer === "error") {
    throw newerReleaseError(
      version,
      input,
      `to use ${release} anyway, call resolveVersion() or set { newer: "assume" }`,
    );
  }
  return release;
}

function newerOf(options: ResolveReleaseOptions): "assume" | "error" {
  const foreign = Object.keys(options).find((name) => name !== "newer");
  if (foreign !== undefined) {
    throw new InvalidOptionError(`${quote(foreign)} is not an option`, {
      field: foreign,
      input: foreign,
      expected: "newer",
      accepted: ["newer"],
    });
  }
  const { newer = "error" } = options;
  if (newer !== "error" && newer !== "assume") {
    throw new InvalidOptionError(`the option newer is ${quote(newer)}`, {
      field: "newer",
      input: newer,
      expected: '"error" or "assume"',
      accepted: ["error", "assume"],
    });
  }
  return newer;
}
