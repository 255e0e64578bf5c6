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
  /** What they are in the firewall: `open` if most addresses may use them for certain. */
  readonly firewall: "closed" | "open" | "undetermined";
  /** Whether the list opens them. */
  readonly isListed: boolean;
  /** Whether the page documents them for the direction and the protocol. */
  readonly isDocumented: boolean;
}

/** A firewall against the part of a list for one direction, protocol and family. */
export interface ElsewherePart {
  /** Which way connections are opened. */
  readonly direction: Direction;
  /** The transport protocol. */
  readonly protocol: Protocol;
  /** The address family. */
  readonly family: Family;
  /** Whether the input covers this part; if not, `ports` is empty. */
  readonly isExamined: boolean;
  /** In ascending order; ports on which all three agree are left out. */
  readonly ports: readonly ElsewherePort[];
}

/** What is known of a firewall. */
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
 * Compares a firewall with a list, part by part and in the order of the list. A part that names no family is
 * compared with each that was examined.
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
  // A port of which something is known is never in the middle of a range.
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

/** Tells whether the firewall differs, or may differ, from the list. */
export function isDeviant({ firewall, isListed }: ElsewherePort): boolean {
  return firewall !== (isListed ? "open" : "closed");
}
