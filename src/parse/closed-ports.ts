import { allAddresses, subtract } from "../net/address-set.ts";
import { isMostOf } from "../net/is-most-of.ts";
import { mergeAdjacent, type PortInterval, sweep } from "../net/port-map.ts";
import type { RemoteAddresses } from "../net/remote-addresses.ts";
import type { ClosedPorts, Direction, Family, Origin, Protocol } from "../net/types.ts";
import type { Deciders } from "../packet-filter/decisions.ts";
import type { Packets } from "../packet-filter/packet-set.ts";
import type { FamilyVerdict } from "./verdict-layers.ts";

/** Who may use a port, and for whom that is undetermined. */
interface PortState {
  readonly open: RemoteAddresses;
  readonly undetermined: RemoteAddresses;
}

/** Returns the ports of a direction and protocol that are closed to most addresses, where a place in the input says so. */
export function closedPorts(
  base: { readonly direction: Direction; readonly protocol: Protocol },
  verdicts: readonly FamilyVerdict[],
  states: readonly PortInterval<PortState>[],
  deciders: Deciders,
): readonly ClosedPorts[] {
  return verdicts.flatMap(({ family, verdict }) => {
    const places = sweep<Packets | PortState, PortInterval<Origin | null>>(
      [...verdict.dropped, ...states],
      ({ from, through }, here) => ({ from, through, value: placeOf(here, family, deciders) }),
    );
    return mergeAdjacent(places, (a, b) => a === b).flatMap(({ from, through, value }) =>
      value ? [{ ...base, family, ports: { from, through }, decidedBy: value }] : [],
    );
  });
}

/** Returns the place that dropped most packets; `null` where they are few, or nothing in the input says so. */
function placeOf(
  here: readonly (Packets | PortState)[],
  family: Family,
  deciders: Deciders,
): Origin | null {
  const all = allAddresses[family];
  const closed = here.reduce(
    (left, each) =>
      "open" in each
        ? subtract(subtract(left, each.open[family]), each.undetermined[family])
        : left,
    all,
  );
  const dropped = here.find((each): each is Packets => "remotes" in each);
  return dropped?.decisions && isMostOf(closed, all)
    ? deciders.mostOf(dropped.decisions, dropped.remotes).origin
    : null;
}
