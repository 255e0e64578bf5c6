import { type AddressSet, allAddresses, subtract } from "../net/address-set.ts";
import { isMostOf } from "../net/is-most-of.ts";
import { mergeAdjacent, type PortInterval, sweep } from "../net/port-map.ts";
import type { RemoteAddresses } from "../net/remote-addresses.ts";
import type { ClosedPorts, Direction, Family, Opening, Origin, Protocol } from "../net/types.ts";
import type { Deciders } from "../packet-filter/decisions.ts";
import type { Packets } from "../packet-filter/packet-set.ts";
import type { RulePlaces } from "./rule-places.ts";
import type { FamilyVerdict } from "./verdict-layers.ts";

/** Who may use a port, and for whom it is undetermined. */
interface PortState {
  readonly open: RemoteAddresses;
  readonly undetermined: RemoteAddresses;
}

/** The place that closes a port, and to which addresses. */
interface Closing {
  readonly decidedBy: Origin;
  readonly addresses: AddressSet;
}

/**
 * Returns the ports of a direction and protocol that are closed to most addresses, if a place in the input
 * closes them.
 */
export function closedPorts(
  base: { readonly direction: Direction; readonly protocol: Protocol },
  verdicts: readonly FamilyVerdict[],
  states: readonly PortInterval<PortState>[],
  { deciders, places }: { readonly deciders: Deciders; readonly places: RulePlaces | undefined },
): readonly ClosedPorts[] {
  return verdicts.flatMap(({ family, verdict }) => {
    const closed = sweep<Packets | PortState, PortInterval<Closing | null>>(
      [...verdict.dropped, ...states],
      ({ from, through }, here) => ({ from, through, value: closingOf(here, family, deciders) }),
    );
    const about = { ...base, family };
    const parts = closed.flatMap(
      ({ from, through, value }): readonly PortInterval<Part | null>[] =>
        value === null || places === undefined
          ? [{ from, through, value: value && { decidedBy: value.decidedBy } }]
          : places.openingsOf(about, { from, through }, value.addresses).map((part) => ({
              ...part,
              value: { decidedBy: value.decidedBy, opening: part.value },
            })),
    );
    return mergeAdjacent(parts, isSame).flatMap(({ from, through, value }) =>
      value ? [{ ...about, ports: { from, through }, ...value }] : [],
    );
  });
}

/** The place that closes ports, and how rules can open them. */
interface Part {
  readonly decidedBy: Origin;
  readonly opening?: Opening;
}

function isSame(a: Part | null, b: Part | null): boolean {
  return a?.decidedBy === b?.decidedBy && JSON.stringify(a?.opening) === JSON.stringify(b?.opening);
}

/**
 * Returns the place that dropped the most packets; `null` if the port is closed to few addresses, or no place
 * in the input closes it.
 */
function closingOf(
  here: readonly (Packets | PortState)[],
  family: Family,
  deciders: Deciders,
): Closing | null {
  const all = allAddresses[family];
  const closed = here.reduce(
    (left, each) =>
      "open" in each
        ? subtract(subtract(left, each.open[family]), each.undetermined[family])
        : left,
    all,
  );
  const dropped = here.find((each): each is Packets => "remotes" in each);
  if (!dropped?.decisions || !isMostOf(closed, all)) {
    return null;
  }
  const { origin, share } = deciders.mostOf(dropped.decisions, dropped.remotes);
  return origin && { decidedBy: origin, addresses: share };
}
