import type { Direction, Family, Protocol, Qualification } from "../net/types.ts";
import type { Budget } from "./budget.ts";
import { type Layers, LayerUnion } from "./layers.ts";
import {
  type BaseChain,
  type Doubt,
  type DoubtKind,
  isOfSourcePort,
  type PacketFilter,
} from "./model.ts";
import {
  allPackets,
  join,
  joinAll,
  meet,
  type PacketSet,
  type Union,
  without,
} from "./packet-set.ts";
import {
  initialState,
  type PacketState,
  PacketStates,
  stateOfLater,
  stateOfReply,
} from "./packet-state.ts";
import { type Followed, type Outcome, Walk } from "./walk.ts";

/** Packets, and the doubt about them. */
interface Doubted {
  readonly packets: PacketSet;
  readonly doubt: Doubt;
}

/** The verdict on new connections of one direction, family and protocol. */
export interface Verdict {
  /** The typical connections that get through for certain. */
  readonly open: PacketSet;
  /** The connections that might get through, typical or not, by reason. */
  readonly undetermined: readonly Doubted[];
  /** The typical connections that are dropped; some of them may get through anyway. */
  readonly dropped: PacketSet;
  /** The connections whose fate differs, or may differ, from the typical ones. */
  readonly qualified: readonly (Doubted & { readonly qualification: Qualification })[];
  /** Whether connections are opened but none of their replies get through. */
  readonly hasNoReplies: boolean;
  /** Whether connections are opened but none of their later packets get through. */
  readonly hasNoLater: boolean;
}

/**
 * Follows all new connections through a packet filter at once, as sets of ports and addresses. If it is in
 * doubt whether a rule matches, both paths are followed. A connection is open only if every path ends in an
 * accept, for its opening packet, its reply packets and its later packets. (A TCP connection needs three
 * packets; for UDP, two packets are a request and its response.)
 *
 * A rule that depends on who connects, or how often, is followed twice: once for the typical connection, which
 * determines what is open, and once along both paths. If the results differ, the open or closed ports are
 * qualified.
 *
 * The three-valued semantics of rules follows Diekmann, Michaelis, Haslbeck and Carle, "Verified iptables
 * Firewall Analysis" (Iptables_Semantics in the Archive of Formal Proofs): doubts persist.
 *
 * @throws {@link InvalidConfigurationError} if the rules have too many combinations to follow
 */
export function evaluate(
  filter: PacketFilter,
  direction: Direction,
  family: Family,
  protocol: Protocol,
  budget: Budget,
): Verdict {
  const states = new PacketStates();
  const follow = (followed: Followed): Followings => {
    const through = (chains: readonly BaseChain[], start: Layers) =>
      new Walk(followed, states, family, protocol, budget).throughAll(chains, start);
    const all: Layers = new Map([[initialState, allPackets(family)]]);
    const original = through(filter.original[direction], all);
    const reaches = original.open.length > 0 || original.undetermined.length > 0;
    const next = (
      chains: PacketFilter["reply"],
      stateOf: (state: PacketState) => PacketState,
      before = original.live,
    ) =>
      chains && reaches
        ? through(chains[direction], packetsAfter(before, stateOf, states, budget) ?? all)
        : undefined;
    const reply = next(filter.reply, stateOfReply);
    const start = reply ? withUnanswered(original.live, reply.live, budget) : original.live;
    const later = protocol === "tcp" ? next(filter.later, stateOfLater, start) : undefined;
    const others = [reply, later].filter((each) => each !== undefined);
    const fate = others.reduce<Fate>(
      (before, each) => both(before, each, original.lost, budget),
      original,
    );
    return { original, reply, later, walks: [original, ...others], ...fate };
  };
  const typical = follow("typical");
  const { original, reply, later, walks, open, undetermined } = typical;
  return {
    open,
    undetermined: doubtsAbout(
      undetermined,
      walks.map(({ doubts }) => doubts),
      budget,
    ),
    dropped: joinAll(
      // The place that certainly drops packets comes first.
      [...walks.map(({ dropped }) => dropped), ...walks.map((each) => each.perhapsDropped)],
      budget,
    ),
    qualified: qualifiedBy(typical, follow, states, budget),
    hasNoReplies: original.open.length > 0 && reply !== undefined && isNone(reply),
    hasNoLater: original.open.length > 0 && later !== undefined && isNone(later),
  };
}

function isNone({ open, undetermined }: Fate): boolean {
  return open.length === 0 && undetermined.length === 0;
}

/** Marks tracked packets whose replies are untracked. */
function withUnanswered(seen: Layers, replies: Layers, budget: Budget): Layers {
  const repliesThat = (areUntracked: boolean): PacketSet =>
    joinAll(
      [...replies]
        .filter(([{ isUntracked }]) => isUntracked === areUntracked)
        .map(([, packets]) => packets),
      budget,
    );
  const unseen = repliesThat(true);
  if (unseen.length === 0) {
    return seen;
  }
  const certain = without(unseen, repliesThat(false), budget);
  return new Map(
    [...seen].flatMap(([state, packets]): [PacketState, PacketSet][] =>
      state.isUntracked
        ? [[state, packets]]
        : [
            [{ ...state, isUnanswered: true }, meet(packets, unseen, budget)],
            [state, without(packets, certain, budget)],
          ],
    ),
  );
}

/** Returns the packets that follow others, by state; `undefined` if no rule changed the state. */
function packetsAfter(
  live: Layers,
  stateOf: (state: PacketState) => PacketState,
  states: PacketStates,
  budget: Budget,
): Layers | undefined {
  if ([...live.keys()].every((state) => state === initialState)) {
    return undefined;
  }
  const next = new LayerUnion(budget);
  for (const [state, packets] of live) {
    next.add(states.find(stateOf(state)), packets);
  }
  return next.layers();
}

/** The fate of connections, and the outcome for each kind of packet. */
interface Followings extends Fate {
  readonly original: Outcome;
  readonly reply: Outcome | undefined;
  readonly later: Outcome | undefined;
  /** The outcomes that exist: first that of the original packets. */
  readonly walks: readonly [Outcome, ...Outcome[]];
}

/** The fate of connections. */
type Fate = Pick<Outcome, "open" | "undetermined">;

/** Returns the packets that are in doubt, for each reason. */
function doubtsAbout(
  packets: PacketSet,
  all: readonly ReadonlyMap<Doubt, Union>[],
  budget: Budget,
): readonly Doubted[] {
  return packets.length === 0
    ? []
    : all
        .flatMap((doubts) => [...doubts])
        .map(([doubt, union]) => ({ packets: meet(union.packets(), packets, budget), doubt }))
        .filter((each) => each.packets.length > 0);
}

/**
 * Compares the fate of typical connections with the possible fates of others. Connections from unusual source ports are
 * compared only where they open a port: what is dropped only from there is closed to nobody by chance.
 */
function qualifiedBy(
  typical: Followings,
  follow: (followed: Followed) => Followings,
  states: PacketStates,
  budget: Budget,
): Verdict["qualified"] {
  const [original] = typical.walks;
  const deviations = typical.walks.map((each) => each.deviations);
  const kinds = deviations.flatMap(({ closing, opening }) =>
    [...closing.keys(), ...opening.keys()].map(({ kind }) => kind),
  );
  if (kinds.length === 0) {
    return [];
  }
  const followIf = (isNeeded: (kind: DoubtKind) => boolean, followed: Followed) =>
    kinds.some(isNeeded) ? follow(followed) : typical;
  const usual = followIf((kind) => kind !== "unusual-port", "usual-port");
  const chosen = followIf(isOfSourcePort, "chosen-port");
  const possible = ({ open, undetermined }: Fate) => join(open, undetermined, budget);
  const opened = (others: Followings) => without(possible(others), possible(typical), budget);
  return [
    ...doubtsAbout(
      without(typical.open, usual.open, budget),
      deviations
        // A packet accepted before a rule sets its mark may be dropped later without the mark.
        .flatMap(({ closing, opening }) => (states.areSeveral ? [closing, opening] : [closing]))
        .map((doubts) => doubtsOf(doubts, (kind) => kind !== "unusual-port")),
      budget,
    ).map(
      (each) =>
        ({
          ...each,
          qualification: isOfClients(each.doubt) ? "may-be-closed-to-some" : "limited",
        }) as const,
    ),
    ...doubtsAbout(
      opened(usual),
      deviations.map(({ opening }) => doubtsOf(opening, (kind) => !isOfSourcePort(kind))),
      budget,
    ).map((each) => ({ ...each, qualification: "may-be-open-to-some" }) as const),
    ...doubtsAbout(
      opened(chosen),
      // Rules about the ports of replies open nothing by themselves.
      [doubtsOf(original.deviations.opening, isOfSourcePort)],
      budget,
    ).map((each) => ({ ...each, qualification: "open-from-source-ports" }) as const),
  ];
}

function isOfClients({ kind }: Doubt): boolean {
  return kind === "who" || kind === "source-port";
}

function doubtsOf(
  doubts: ReadonlyMap<Doubt, Union>,
  isKept: (kind: DoubtKind) => boolean,
): ReadonlyMap<Doubt, Union> {
  return new Map([...doubts].filter(([{ kind }]) => isKept(kind)));
}

/**
 * Returns the fate of connections that need both their earlier packets and other packets to pass.
 *
 * @param lost - the connections whose other packets could not be followed
 */
function both(before: Fate, other: Outcome, lost: PacketSet, budget: Budget): Fate {
  const open = meet(before.open, other.open, budget);
  if (before.undetermined.length === 0 && other.undetermined.length === 0) {
    return { open, undetermined: [] };
  }
  const possible = meet(
    join(before.open, before.undetermined, budget),
    join(other.open, other.undetermined, budget),
    budget,
  );
  return { open, undetermined: join(without(possible, open, budget), lost, budget) };
}
