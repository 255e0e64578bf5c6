import { countAddresses, uniteAll } from "../../net/address-set.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type { Family } from "../../net/types.ts";
import { isInterface } from "../../packet-filter/interface-pattern.ts";
import { ascending } from "../../util/ascending.ts";
import type { Zone } from "./ruleset.ts";

/** The zones of connections from outside. */
export interface ZonesInUse {
  /** The zones with sources, in the order in which firewalld tries them. */
  readonly bySource: readonly Zone[];
  /** The candidates for the zone of all other connections, as far as the input shows. */
  readonly byInterface: readonly Zone[];
  /** The interface that connections use, if known. */
  readonly device: string | undefined;
  /** Whether the order of zones that match the same connection is known. */
  readonly isOrdered: boolean;
}

/**
 * Groups zones by whether they apply to sources or to the interface.
 *
 * @param device - the interface that connections use, if given
 */
export function zonesInUse(zones: readonly Zone[], device: string | undefined): ZonesInUse {
  const bySource = zones
    .filter(({ sources }) => sources.length > 0)
    .sort((a, b) => ascending(a.name ?? "", b.name ?? ""));
  const byInterface = zonesOfInterface(zones, device);
  const [only, ...others] = byInterface;
  return {
    bySource,
    byInterface,
    device: device ?? (others.length === 0 ? only?.interfaces[0]?.name : undefined),
    isOrdered:
      zones.length < 2 ||
      (zones.every(({ hasPriority }) => !hasPriority) &&
        (bySource.every(({ name }) => name !== undefined) || !overlap(bySource))),
  };
}

/** Returns the zones that connections on an interface may belong to, or on the unknown interface in use. */
function zonesOfInterface(zones: readonly Zone[], device: string | undefined): readonly Zone[] {
  const ofDefault = zones.filter(({ isDefault }) => isDefault);
  const isFree = ({ interfaces, sources }: Zone) => interfaces.length === 0 && sources.length === 0;
  const found =
    device === undefined
      ? zones.filter(
          (zone) =>
            zone.isDefault ||
            zone.interfaces.length > 0 ||
            // A file does not contain interfaces that NetworkManager assigned.
            (!zone.isListed && isFree(zone) && ofDefault.length === 0),
        )
      : zones.filter(({ interfaces }) =>
          interfaces.some(({ pattern }) => isInterface(pattern, device)),
        );
  return found.length > 0 ? found : ofDefault.length > 0 ? ofDefault : zones.filter(isFree);
}

/** Returns whether an address is a source of several zones. */
function overlap(zones: readonly Zone[]): boolean {
  const ofFamily = (family: Family) =>
    zones.map(({ sources }) =>
      uniteAll(
        sources.flatMap(({ addresses }) => (addresses?.family === family ? [addresses.set] : [])),
      ),
    );
  return allFamilies.some((family) => {
    const all = ofFamily(family);
    const sum = all.reduce((total, set) => total + countAddresses(set), 0n);
    return countAddresses(uniteAll(all)) < sum;
  });
}
