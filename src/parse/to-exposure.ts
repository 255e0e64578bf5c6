import {
  type AddressSet,
  allAddresses,
  intersect,
  noAddress,
  subtract,
  unicastAddresses,
  unite,
} from "../net/address-set.ts";
import { isMinority } from "../net/is-minority.ts";
import { type PortInterval, sweep } from "../net/port-map.ts";
import { portCount } from "../net/port-set.ts";
import { isNobody, noRemotes, type RemoteAddresses, sameRemotes } from "../net/remote-addresses.ts";
import { trustedRemotes } from "../net/trusted-remotes.ts";
import type {
  ClosedPorts,
  ClosingPlace,
  DefaultAction,
  Direction,
  Exposure,
  ExposureRule,
  Family,
  Origin,
  Protocol,
  QualifiedPorts,
  UndeterminedPorts,
} from "../net/types.ts";
import { Budget } from "../packet-filter/budget.ts";
import { Deciders } from "../packet-filter/decisions.ts";
import { evaluate } from "../packet-filter/evaluate.ts";
import type { Doubt, PacketFilter } from "../packet-filter/model.ts";
import type { Packets } from "../packet-filter/packet-set.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { closedPorts } from "./closed-ports.ts";
import { firstReasons } from "./first-reasons.ts";
import { mergeDeciding } from "./merge-deciding.ts";
import { NoteList, type Notes } from "./notes.ts";
import { outweighs } from "./outweighs.ts";
import { qualifiedPorts } from "./qualified-ports.ts";
import type { RulePlaces } from "./rule-places.ts";
import { type FamilyVerdict, layersOf, type VerdictLayer } from "./verdict-layers.ts";
import { whoMayNamer } from "./who-may-namer.ts";
import { withNeighbors } from "./with-neighbors.ts";

/** A compiled firewall. */
interface Compiled {
  readonly title: string;
  readonly families: readonly Family[];
  readonly filter: PacketFilter;
  readonly places?: RulePlaces | undefined;
  readonly obstacles?: readonly ClosingPlace[] | undefined;
}

/**
 * Evaluates a packet filter to an exposure.
 *
 * @param sorted - merges the notes of this step with those of earlier steps
 */
export function toExposure(
  { title, families, filter, places, obstacles = [] }: Compiled,
  sorted: (found: Notes) => Exposure["notes"],
): Exposure {
  const work = { budget: new Budget(), deciders: new Deciders(), places };
  const notes = new NoteList();
  const verdictsOf = (direction: Direction) =>
    (["tcp", "udp"] as const).flatMap((protocol) =>
      families.map((family) => ({
        family,
        protocol,
        verdict: evaluate(filter, direction, family, protocol, work.budget),
      })),
    );
  const followed = { inbound: verdictsOf("inbound"), outbound: verdictsOf("outbound") };
  const verdicts = withNeighbors(followed, filter, notes, work.budget);
  const inbound = directionOf("inbound", verdicts.inbound, notes, work);
  const outbound = directionOf("outbound", verdicts.outbound, notes, work);
  return deepFreeze({
    title,
    families,
    defaults: { inbound: inbound.action, outbound: outbound.action },
    openedBy: { inbound: inbound.openedBy, outbound: outbound.openedBy },
    rules: [...inbound.rules, ...outbound.rules],
    undetermined: [...inbound.undetermined, ...outbound.undetermined],
    qualified: [...inbound.qualified, ...outbound.qualified],
    closed: [...inbound.closed, ...outbound.closed],
    ...(places
      ? { closingPlaces: allConnections(families).flatMap((each) => places.closingPlaces(each)) }
      : obstacles.length > 0
        ? { closingPlaces: obstacles }
        : {}),
    notes: sorted(notes.list()),
  });
}

/** Returns all combinations of direction and protocol for some families. */
function allConnections(families: readonly Family[]) {
  return (["inbound", "outbound"] as const).flatMap((direction) =>
    (["tcp", "udp"] as const).flatMap((protocol) =>
      families.map((family) => ({ direction, protocol, family })),
    ),
  );
}

/** Limits the work, and caches results. */
interface Work {
  readonly budget: Budget;
  readonly deciders: Deciders;
  readonly places: RulePlaces | undefined;
}

/** The exposure of a direction, or of one protocol of it. */
interface Part {
  readonly rules: readonly ExposureRule[];
  readonly undetermined: readonly UndeterminedPorts[];
  readonly qualified: readonly QualifiedPorts[];
  readonly closed: readonly ClosedPorts[];
}

/** The verdict on a family and protocol. */
interface ProtocolVerdict extends FamilyVerdict {
  readonly protocol: Protocol;
}

function directionOf(
  direction: Direction,
  all: readonly ProtocolVerdict[],
  notes: NoteList,
  work: Work,
): Part & { readonly action: DefaultAction; readonly openedBy: Origin | null } {
  const parts = (["tcp", "udp"] as const).map((protocol) => {
    const verdicts = all.filter((each) => each.protocol === protocol);
    return {
      ...protocolOf(direction, protocol, verdicts, work),
      hasNoReplies: verdicts.some(({ verdict }) => verdict.hasNoReplies),
      hasNoLater: verdicts.some(({ verdict }) => verdict.hasNoLater),
    };
  });
  if (parts.some(({ hasNoReplies }) => hasNoReplies)) {
    notes.add("warning", "reply-packets", { input: 0, line: null }, withoutReplies[direction]);
  }
  if (parts.some(({ hasNoLater }) => hasNoLater)) {
    notes.add("warning", "later-packets", { input: 0, line: null }, withoutLater[direction]);
  }
  const isOpen = parts.every((part) => isEverything(part.rules));
  const rules = parts.flatMap((part) => part.rules);
  return {
    action: isOpen ? "accept" : "drop",
    openedBy: isOpen ? openerOfMost(rules) : null,
    rules: isOpen ? [] : rules,
    undetermined: parts.flatMap(({ undetermined }) => undetermined),
    qualified: parts.flatMap(({ qualified }) => qualified),
    closed: parts.flatMap(({ closed }) => closed),
  };
}

const withoutReplies: Readonly<Record<Direction, string>> = {
  inbound: "reply traffic is blocked: no rule lets out packets of established connections",
  outbound: "reply traffic is blocked: no rule lets in packets of established connections",
};

const withoutLater: Readonly<Record<Direction, string>> = {
  inbound:
    "connections stop after their first packet: no rule lets in packets of established connections",
  outbound:
    "connections stop after their first packet: no rule lets out packets of established connections",
};

/** Returns whether the rules of a protocol open every port to everybody. */
function isEverything(rules: readonly ExposureRule[]): boolean {
  return (
    rules.every(({ sources, except }) => sources === "any" && except.length === 0) &&
    portCount(rules.map(({ ports }) => ports)) === 65535
  );
}

/** Returns the place that opened the most ports: the first of equals. */
function openerOfMost(rules: readonly ExposureRule[]): Origin | null {
  const counts = new Map<Origin | null, number>();
  for (const { decidedBy, ports } of rules) {
    counts.set(decidedBy, (counts.get(decidedBy) ?? 0) + portCount([ports]));
  }
  const [[opener]] = [...counts].sort(([, a], [, b]) => b - a) as [[Origin | null, number]];
  return opener;
}

/** The state of a port: to whom it is open, and for whom it is undetermined. */
interface PortState {
  readonly open: RemoteAddresses;
  readonly undetermined: RemoteAddresses;
  readonly reasons: readonly string[];
  /** The packets that are open, by family. */
  readonly opened: Readonly<Partial<Record<Family, Packets>>>;
  readonly doubtedBy: Origin | null;
  /** The families in which the server reaches only a few machines, which leaves all undetermined. */
  readonly few: readonly Family[];
}

function protocolOf(
  direction: Direction,
  protocol: Protocol,
  verdicts: readonly FamilyVerdict[],
  work: Work,
): Part {
  const families = verdicts.map(({ family }) => family);
  const all = statesOf(verdicts, work);
  const states =
    direction === "outbound"
      ? withoutFewDestinations(all.map(withUnicast), families, work.deciders)
      : all;
  const who = whoMayNamer(families);
  const base = { direction, protocol } as const;
  return {
    rules: mergeDeciding(
      states.filter(({ value }) => !isNobody(value.open)),
      (a, b) => sameRemotes(a.open, b.open),
      (state) => openerOf(state, work.deciders),
    ).map(({ ports, value, decidedBy }) => ({ ...base, ports, ...who(value.open), decidedBy })),
    undetermined: mergeDeciding(
      states.filter(({ value }) => !isNobody(value.undetermined)),
      (a, b) =>
        sameRemotes(a.undetermined, b.undetermined) && a.reasons.join() === b.reasons.join(),
      ({ doubtedBy }) => doubtedBy,
    ).map(({ ports, value, decidedBy }) => ({
      ...base,
      ports,
      ...who(value.undetermined),
      reasons: value.reasons,
      decidedBy,
    })),
    qualified: qualifiedPorts(base, verdicts, states, who, work.budget),
    closed: closedPorts(base, verdicts, states, work),
  };
}

/**
 * Makes ports undetermined on which the server reaches only a few machines: no page states which machines it
 * needs, so these may be the wrong ones. Machines that it reaches on most ports are trusted in general, so they
 * do not count.
 */
function withoutFewDestinations(
  states: readonly PortInterval<PortState>[],
  families: readonly Family[],
  deciders: Deciders,
): readonly PortInterval<PortState>[] {
  const trusted = families.map((family) => {
    const addresses = trustedRemotes(states, ({ open }) => open[family]);
    return { family, addresses: isMinority(addresses, family) ? addresses : noAddress };
  });
  return states.map((state) => {
    const few = trusted.filter(({ family, addresses }) =>
      isFew(state.value.open[family], addresses, family),
    );
    return withoutFew(state, few, deciders);
  });
}

/** Removes non-unicast addresses from sets with a minority of addresses. */
function withUnicast(state: PortInterval<PortState>): PortInterval<PortState> {
  const { open } = state.value;
  const unicastOf = (family: Family) =>
    isMinority(open[family], family)
      ? intersect(open[family], unicastAddresses[family])
      : open[family];
  const remotes = { ipv4: unicastOf("ipv4"), ipv6: unicastOf("ipv6") };
  return sameRemotes(open, remotes)
    ? state
    : { ...state, value: { ...state.value, open: remotes } };
}

/** Returns whether the server reaches only a few machines in addition to the trusted ones. */
function isFew(open: AddressSet, trusted: AddressSet, family: Family): boolean {
  return subtract(open, trusted).length > 0 && isMinority(open, family);
}

/** @param trusted - the families in which the server reaches only a few machines, and the trusted ones of each */
function withoutFew(
  state: PortInterval<PortState>,
  trusted: readonly { readonly family: Family; readonly addresses: AddressSet }[],
  deciders: Deciders,
): PortInterval<PortState> {
  const { value } = state;
  const [first] = trusted;
  if (first === undefined) {
    return state;
  }
  const few = trusted.map(({ family }) => family);
  const { decisions } = value.opened[first.family] as Packets;
  const untrusted = subtract(value.open[first.family], first.addresses);
  const put = (remotes: RemoteAddresses, set: (family: Family) => AddressSet): RemoteAddresses => ({
    ...remotes,
    ...Object.fromEntries(few.map((family) => [family, set(family)])),
  });
  return {
    ...state,
    value: {
      open: put(value.open, () => noAddress),
      undetermined: put(value.undetermined, (family) => allAddresses[family]),
      reasons: [...value.reasons, "the server can connect to only some addresses"],
      opened: value.opened,
      doubtedBy: placeOf({ decisions, remotes: untrusted }, deciders),
      few,
    },
  };
}

/** Packets of a verdict, and why they are in doubt; open packets have no doubt. */
type Layer = VerdictLayer<Doubt | undefined>;

/** Splits the ports at every change of a verdict. */
function statesOf(
  verdicts: readonly FamilyVerdict[],
  { budget }: Work,
): readonly PortInterval<PortState>[] {
  const layers = verdicts.flatMap(({ family, verdict }) =>
    [{ packets: verdict.open, doubt: undefined }, ...verdict.undetermined].flatMap(
      ({ packets, doubt }) => layersOf<Doubt | undefined>(family, packets, doubt),
    ),
  );
  return sweep(layers, ({ from, through }, here) => {
    budget.spend(here.length);
    return { from, through, value: stateOf(here, budget) };
  });
}

/** Returns the place that opened a port: that of IPv4, unless the port is open to more of IPv6. */
function openerOf({ open, opened }: PortState, deciders: Deciders): Origin | null {
  const isOfIpv6 =
    open.ipv4.length === 0 || (isMinority(open.ipv4, "ipv4") && !isMinority(open.ipv6, "ipv6"));
  return placeOf(opened[isOfIpv6 ? "ipv6" : "ipv4"], deciders);
}

/** Returns the place that decided about most of some packets. */
function placeOf(packets: Packets | undefined, deciders: Deciders): Origin | null {
  return packets?.decisions ? deciders.mostOf(packets.decisions, packets.remotes).origin : null;
}

function stateOf(layers: readonly Layer[], budget: Budget): PortState {
  const open: Record<Family, AddressSet> = { ...noRemotes };
  const undetermined: Record<Family, AddressSet> = { ...noRemotes };
  const reasons = new Set<string>();
  const opened: Partial<Record<Family, Packets>> = {};
  let doubted: Layer | undefined;
  for (const layer of layers) {
    const { family, packets, doubt } = layer;
    if (doubt === undefined) {
      open[family] = packets.remotes;
      opened[family] = packets;
    } else {
      undetermined[family] = unite(undetermined[family], packets.remotes, (work) =>
        budget.spend(work),
      );
      reasons.add(doubt.reason);
      doubted = doubted && !outweighs(layer, doubted) ? doubted : layer;
    }
  }
  return {
    open,
    undetermined,
    reasons: firstReasons([...reasons]),
    opened,
    doubtedBy: doubted?.doubt?.origin ?? null,
    few: [],
  };
}
