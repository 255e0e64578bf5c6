import { featureSourceSpans } from "../dataset/dataset.ts";
import type { FeatureSource, Undocumented } from "../dataset/types.ts";
import { checkRelease } from "./check-release.ts";
import type { KnownRelease } from "./known.ts";
import type { ReleaseOrVersion } from "./resolved-version.ts";
import { valueAt } from "./value-at.ts";

/**
 * Returns the features whose scanners connect to the server's websites, with the scanner addresses to allow.
 *
 * @param release - a release of the dataset, such as 126, or a resolved version
 * @returns the features; `"undocumented"` if the release's page has no such section
 * @throws {@link UnknownReleaseError}, {@link NewerReleaseError}, {@link DevelopmentReleaseError} or
 *   {@link InvalidVersionError} when the dataset does not have the release
 *
 * @example
 * ```ts
 * import { listFeatureSources } from "cpanel-ports";
 *
 * listFeatureSources(120); // => "undocumented"
 * const features = listFeatureSources(126);
 * features === "undocumented" ? [] : features.map((each) => each.name); // => ["Search Engine Optimization", "Site Quality Monitoring", "Social Media Management"]
 * ```
 */
export function listFeatureSources<R extends ReleaseOrVersion>(
  release: KnownRelease<R>,
): readonly FeatureSource[] | Undocumented;
export function listFeatureSources(
  release: ReleaseOrVersion,
): readonly FeatureSource[] | Undocumented {
  return valueAt(featureSourceSpans(), checkRelease(release));
}
