import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import { InvalidOptionError } from "../errors.ts";
import { quote } from "../util/quote.ts";
import { newerReleaseError } from "./newer-release-error.ts";
import { type ResolvedRelease, resolveVersion } from "./resolve-version.ts";

/** What {@link resolveRelease} does with a version that the dataset does not cover. */
export interface ResolveReleaseOptions {
  /**
   * For a version newer than the newest page is known to hold for: `"error"` (the default) throws,
   * `"assume"` takes the newest release in the dataset.
   */
  readonly newer?: "assume" | "error" | undefined;
}

/**
 * Returns the release that answers for a version of cPanel & WHM: the short form of
 * {@link resolveVersion}. A newer version for which the newest page says that it holds has that page's
 * release; one for which the page may have changed is refused, unless it is to be assumed.
 *
 * @param input - the version, in any form that {@link resolveVersion} takes
 * @param options - what to do with a version that the dataset does not cover
 * @returns the release number
 * @throws what {@link resolveVersion} throws
 * @throws {@link NewerReleaseError} for a version that is not covered, unless `newer` is `"assume"`
 * @throws {@link InvalidOptionError} for another option, or another value of `newer`
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
      `resolveVersion(), or the option { newer: "assume" }, takes ${release} for it`,
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
