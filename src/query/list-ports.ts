import type { ServiceId } from "../dataset/literals.generated.ts";
import type { PortsOf } from "../dataset/port-types.ts";
import type { PortEntry } from "../dataset/types.ts";
import { filterEntries } from "./filter-entries.ts";
import type { KnownRelease } from "./known.ts";
import type { PortFilter } from "./port-filter.ts";
import { releaseEntries } from "./release-entries.ts";
import type { ReleaseOf, ReleaseOrVersion } from "./resolved-version.ts";

/**
 * Returns the ports that a release documents, or the ports among them that match a filter.
 *
 * @param release - a release of the dataset, such as 126, or a resolved version
 * @param filter - which ports to list; default: all
 * @returns the entries, in ascending order of ports
 * @throws {@link UnknownReleaseError}, {@link NewerReleaseError}, {@link DevelopmentReleaseError} or
 *   {@link InvalidVersionError} when the dataset does not have the release
 * @throws {@link InvalidOptionError} when a field or a value of the filter does not exist; it lists the accepted ones
 *
 * @example
 * ```ts
 * import { listPorts } from "cpanel-ports";
 *
 * listPorts(126).length; // => 39
 * listPorts(126, { service: "imap", protection: "implicit" }).map((each) => each.port); // => [993]
 * listPorts(126, { direction: "inbound", protocol: "udp" }).map((each) => each.port); // => [53, 443]
 * listPorts(126, { service: ["WHM", "sshd"] }).map((each) => each.port); // => [22, 2086, 2087]
 * ```
 */
export function listPorts<
  R extends ReleaseOrVersion,
  S extends string = ServiceId,
  L extends string = ServiceId,
>(release: KnownRelease<R>, filter?: PortFilter<S, L>): readonly PortEntry<PortsOf<ReleaseOf<R>>>[];
export function listPorts(release: ReleaseOrVersion, filter?: PortFilter): readonly PortEntry[] {
  const { list } = releaseEntries(release);
  return filter === undefined ? list : filterEntries(list, filter);
}
