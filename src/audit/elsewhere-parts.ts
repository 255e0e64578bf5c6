import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import type { ElsewhereList } from "../dataset/types.ts";
import { allAddresses, unite } from "../net/address-set.ts";
import { isMostOf } from "../net/is-most-of.ts";
import { overlay, type PortMap } from "../net/port-map.ts";
import { noRemotes, type RemoteAddresses } from "../net/remote-addresses.ts";
import type { Direction, Family, PortRange, Protocol } from "../net/types.ts";
import { documentedIn } from "../query/documented-in.ts";
import { internalPorts } from "../query/internal-ports.ts";
import { listPorts } from "../query/list-ports.ts";
import type { Lane } from "./comparison.ts";

/** Ports on which a firewall, a list and a page do not all agree. */
export interface ElsewherePort {
  /** The ports. */
  readonly ports: PortRange;
  /** Their state in the firewall: `open` if most addresses may certainly use them. */
  readonly firewall: "closed" | "open" | "undetermined";
  /** Whether the list opens them. */
  readonly isListed: boolean;
  /** Whether the page documents them for the direction and the protocol. */
  readonly isDocumented: boolean;
}

/** The comparison of a firewall with the part of a list for one direction, protocol and family. */
export interface ElsewherePart {
  /** The direction in which connections are opened. */
  readonly direction: Direction;
  /** The transport protocol. */
  readonly protocol: Protocol;
  /** The address family. */
  readonly family: Family;
  /** Whether the input covers this part; if not, `ports` is empty. */
  readonly isExamined: boolean;
  /** The ports in ascending order, without those on which firewall, list and page agree. */
  readonly ports: readonly ElsewherePort[];
}

/** The facts about a firewall that a comparison needs. */
interface ReadFirewall {
  /** The families that were examined. */
  readonly families: readonly Family[];
  isExamined(lane: Lane): boolean;
  accessOf(lane: Lane): LaneAccess;
}

interface LaneAccess {
  readonly open: PortMap<RemoteAddresses>;
  readonly undetermined: PortMap<RemoteAddresses>;
}

/**
 * Compares a firewall with a list, part by part, in the order of the list. A part without a family is compared with
 * each examined family.
 */
export function elsewhereParts(
  list: ElsewhereList,
  release: ReleaseNumber,
  { families, isExamined, accessOf }: ReadFirewall,
): readonly ElsewherePart[] {
  return list.ports.flatMap(({ direction, protocol, family: named, ports }) => {
    const lane = { direction, protocol };
    return (named === "undocumented" ? families : [named]).map((family): ElsewherePart => {
      const isKnown = families.includes(family) && isExamined(lane);
      return {
        ...lane,
        family,
        isExamined: isKnown,
        ports: isKnown ? portsIn(statesOf(accessOf(lane), family), ports, release, lane) : [],
      };
    });
  });
}

type State = ElsewherePort["firewall"];

function statesOf({ open, undetermined }: LaneAccess, family: Family): PortMap<State> {
  const isMost = (addresses: RemoteAddresses[Family]) => isMostOf(addresses, allAddresses[family]);
  return overlay([open, undetermined], (ports, [certain = noRemotes, doubtful = noRemotes]) => ({
    ...ports,
    value: isMost(certain[family])
      ? "open"
      : isMost(unite(certain[family], doubtful[family]))
        ? "undetermined"
        : "closed",
  }));
}

function portsIn(
  states: PortMap<State>,
  listed: readonly number[],
  release: ReleaseNumber,
  lane: Lane,
): readonly ElsewherePort[] {
  const each = (ports: readonly number[]): PortMap<State> =>
    ports.map((port) => ({ from: port, through: port, value: "open" }));
  // Known ports get their own interval.
  const known = [...listPorts(release), ...internalPorts].map(({ port }) => port);
  return overlay(
    [states, each(listed), each(documentedIn(release, lane)), each(known)],
    (ports, [firewall = "closed", inList, onPage]): ElsewherePort => ({
      ports,
      firewall,
      isListed: inList !== undefined,
      isDocumented: onPage !== undefined,
    }),
  ).filter((port) => isDeviant(port) || port.isListed !== port.isDocumented);
}

/** Returns whether the firewall differs, or may differ, from the list. */
export function isDeviant({ firewall, isListed }: ElsewherePort): boolean {
  return firewall !== (isListed ? "open" : "closed");
}
