import { licenseCallbackSpans } from "../dataset/dataset.ts";
import type { LicenseCallback } from "../dataset/types.ts";
import { checkRelease } from "./check-release.ts";
import type { KnownRelease } from "./known.ts";
import type { ReleaseOrVersion } from "./resolved-version.ts";
import { valueAt } from "./value-at.ts";

/**
 * Returns the ports that cPanel's license system tries, and the networks it calls from. At least one of the ports must be
 * open to these networks.
 *
 * Source: the page's table of license-callback ports; the networks from cPanel's page on the license
 * callback mechanism.
 *
 * @param release - a release of the dataset, such as 126, or a resolved version
 * @returns the ports and the networks
 * @throws {@link UnknownReleaseError}, {@link NewerReleaseError}, {@link DevelopmentReleaseError} or
 *   {@link InvalidVersionError} when the dataset does not have the release
 *
 * @example
 * ```ts
 * import { getLicenseCallback } from "cpanel-ports";
 *
 * getLicenseCallback(126).ports.map((each) => each.port); // => [2082, 2083, 2086, 2087, 2096]
 * getLicenseCallback(126).senders.networks; // => ["208.74.121.0/24", "208.74.123.0/24"]
 * ```
 */
export function getLicenseCallback<R extends ReleaseOrVersion>(
  release: KnownRelease<R>,
): LicenseCallback;
export function getLicenseCallback(release: ReleaseOrVersion): LicenseCallback {
  return valueAt(licenseCallbackSpans(), checkRelease(release));
}
