import { serviceData } from "../dataset/dataset.ts";
import type { Service } from "../dataset/types.ts";
import type { KnownRelease } from "./known.ts";
import { listPorts } from "./list-ports.ts";
import type { ReleaseOrVersion } from "./resolved-version.ts";

/**
 * Returns the services of all releases, or of one release.
 *
 * Source: the Service column of the pages; daemons, roles and profiles from cPanel's documentation,
 * each service with its basis.
 *
 * @param release - a release of the dataset, such as 126, or a resolved version; default: all releases
 * @returns the services, in ascending order by id
 * @throws {@link UnknownReleaseError}, {@link NewerReleaseError}, {@link DevelopmentReleaseError} or
 *   {@link InvalidVersionError} when the dataset does not have the release
 *
 * @example
 * ```ts
 * import { listServices } from "cpanel-ports";
 *
 * listServices().length; // => 28
 * listServices(126).some((each) => each.id === "apns"); // => false
 * listServices(126).find((each) => each.id === "smtp")?.aliases; // => ["exim", "exim-altport", "smtps", "submission", "submissions"]
 * ```
 */
export function listServices<R extends ReleaseOrVersion | undefined = undefined>(
  release: KnownRelease<R>,
): readonly Service[];
/** Returns all services. */
export function listServices(): readonly Service[];
export function listServices(release?: ReleaseOrVersion): readonly Service[] {
  if (release === undefined) {
    return serviceData();
  }
  const named = new Set(listPorts(release).flatMap((entry) => entry.services));
  return Object.freeze(serviceData().filter((service) => named.has(service.id)));
}
