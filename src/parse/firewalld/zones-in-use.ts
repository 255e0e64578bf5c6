import { countAddresses, uniteAll } from "../../net/address-set.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type { Family } from "../../net/types.ts";
import { isInterface } from "../../packet-filter/interface-pattern.ts";
import { ascending } from "../../util/ascending.ts";
import type { Zone } from "./ruleset.ts";

/** Which zone connections from outside are in. */
export interface ZonesInUse {
  /** The zones that are bound to sources, in the order in which firewalld tries them. */
  readonly bySource: readonly Zone[];
  /** The zones of which one has the other connections, as far as the input tells. */
  readonly byInterface: readonly Zone[];
  /** The interface that connections use, if it is known. */
  readonly device: string | undefined;
  /** Whether it is known which of the zones a connection fits comes first. */
  readonly isOrdered: boolean;
}

/**
 * Sorts zones by what they are for.
 *
 * @param device - the interface that connections use, if it was given
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

/** Returns the zones that may have the connections of an interface, or of the one that matters. */
function zonesOfInterface(zones: readonly Zone[], device: string | undefined): readonly Zone[] {
  const ofDefault = zones.filter(({ isDefault }) => isDefault);
  const isFree = ({ interfaces, sources }: Zone) => interfaces.length === 0 && sources.length === 0;
  const found =
    device === undefined
      ? zones.filter(
          (zone) =>
            zone.isDefault ||
            zone.interfaces.length > 0 ||
            // A file does not have the interfaces that NetworkManager assigned.
            (!zone.isListed && isFree(zone) && ofDefault.length === 0),
        )
      : zones.filter(({ interfaces }) =>
          interfaces.some(({ pattern }) => isInterface(pattern, device)),
        );
  return found.length > 0 ? found : ofDefault.length > 0 ? ofDefault : zones.filter(isFree);
}

/** Tells whether an address is a source of several zones. */
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
