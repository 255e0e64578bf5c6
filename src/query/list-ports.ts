import { dataset } from "../dataset/dataset.ts";
import type { PortsOf } from "../dataset/port-types.ts";
import type { PortEntry } from "../dataset/types.ts";
import { checkRelease } from "./check-release.ts";
import { compileFilter } from "./compile-filter.ts";
import type { KnownRelease } from "./known.ts";
import type { PortFilter } from "./port-filter.ts";
import type { ReleaseOf, ReleaseOrVersion } from "./resolved-version.ts";

const entriesOf: ReadonlyMap<number, readonly PortEntry[]> = new Map(
  dataset.releases.map(({ release }) => [
    release,
    Object.freeze(
      dataset.ports
        .filter((span) => span.from <= release && release <= span.through)
        .map((span) => span.entry),
    ),
  ]),
);

/**
 * The ports that a release documents, in ascending order, all of them or those that a filter holds
 * for.
 *
 * @param release - a release of the dataset, such as 126, or a resolved version
 * @param filter - which ports to list
 * @throws {@link UnknownReleaseError}, {@link NewerReleaseError}, {@link DevelopmentReleaseError} or
 *   {@link InvalidVersionError} for a release that the dataset does not have
 * @throws {@link InvalidOptionError} for a field, or a value of a field, that does not exist; it
 *   lists what does
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
  S extends string = never,
  L extends string = never,
>(release: KnownRelease<R>, filter?: PortFilter<S, L>): readonly PortEntry<PortsOf<ReleaseOf<R>>>[];
export function listPorts(release: ReleaseOrVersion, filter?: PortFilter): readonly PortEntry[] {
  const entries = entriesOf.get(checkRelease(release)) as readonly PortEntry[];
  if (filter === undefined) {
    return entries;
  }
  const holds = compileFilter(filter);
  const listed: PortEntry[] = [];
  // A loop, because V8 takes a slow path through .filter of a frozen array.
  for (const entry of entries) {
    if (holds(entry)) {
      listed.push(entry);
    }
  }
  return Object.freeze(listed);
}
