import type { Direction, Family, Protocol, Qualification } from "../net/types.ts";
import type { Budget } from "./budget.ts";
import { type Layers, LayerUnion } from "./layers.ts";
import type { BaseChain, Doubt, PacketFilter } from "./model.ts";
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

/** Packets, and why something is in doubt about them. */
interface Doubted {
  readonly packets: PacketSet;
  readonly doubt: Doubt;
}

/** What becomes of the new connections of one direction, family and protocol. */
export interface Verdict {
  /** Those that get through, if they are typical: whatever else is in doubt. */
  readonly open: PacketSet;
  /** Those that may or may not get through, typical or not, by why. */
  readonly undetermined: readonly Doubted[];
  /** Those that are dropped, if they are typical; some of them may get through nevertheless. */
  readonly dropped: PacketSet;
  /** Those that fare differently from the typical ones, or may do so. */
  readonly qualified: readonly (Doubted & { readonly qualification: Qualification })[];
  /** Whether connections are opened and none of their replies pass. */
  readonly hasNoReplies: boolean;
  /** Whether connections are opened and none of their later packets pass. */
  readonly hasNoLater: boolean;
}

/**
 * Follows every new connection through a packet filter at once, as sets of ports and addresses. Where
 * it is in doubt whether a rule matches, both ways are followed: a connection is open only if every way
 * ends in an accept, and so does every way of its reply packets, and of the packets that follow these. (A
 * connection of TCP needs three packets; of UDP, two are an answer to a question.)
 *
 * A rule that depends on who connects, or how often, is followed twice: as it treats the typical connection,
 * which gives what is open; and both ways. Where these end differently, what is open or closed is
 * qualified.
 *
 * The three-valued reading of rules follows Diekmann, Michaelis, Haslbeck and Carle, "Verified iptables
 * Firewall Analysis" (Iptables_Semantics in the Archive of Formal Proofs): what is in doubt stays so.
 *
 * @throws {@link InvalidConfigurationError} for rules with more combinations than can be followed
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
  const deviates = walks.some(
    ({ deviations }) => deviations.closing.size + deviations.opening.size > 0,
  );
  return {
    open,
    undetermined: doubtsAbout(
      undetermined,
      walks.map(({ doubts }) => doubts),
      budget,
    ),
    dropped: joinAll(
      walks.map(({ dropped }) => dropped),
      budget,
    ),
    qualified: deviates ? qualifiedBy(typical, follow("all"), states, budget) : [],
    hasNoReplies: original.open.length > 0 && reply !== undefined && isNone(reply),
    hasNoLater: original.open.length > 0 && later !== undefined && isNone(later),
  };
}

function isNone({ open, undetermined }: Fate): boolean {
  return open.length === 0 && undetermined.length === 0;
}

/** Notes of packets that conntrack saw whether it leaves out their replies. */
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

/** Returns the packets that follow others, by their state; `undefined` if no rule changed that. */
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

/** What becomes of connections, and of their packets. */
interface Followings extends Fate {
  readonly original: Outcome;
  readonly reply: Outcome | undefined;
  readonly later: Outcome | undefined;
  /** All of these that there are. */
  readonly walks: readonly Outcome[];
}

/** What becomes of connections. */
type Fate = Pick<Outcome, "open" | "undetermined">;

/** Returns which of some packets are in doubt for each reason. */
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

/** Compares what becomes of typical connections with what may become of all. */
function qualifiedBy(
  typical: Followings,
  all: Followings,
  states: PacketStates,
  budget: Budget,
): Verdict["qualified"] {
  const deviations = typical.walks.map((each) => each.deviations);
  const possible = ({ open, undetermined }: Fate) => join(open, undetermined, budget);
  return [
    ...doubtsAbout(
      without(typical.open, all.open, budget),
      // What is accepted too early for a rule to set its mark may be dropped for want of it.
      deviations.flatMap(({ closing, opening }) =>
        states.areSeveral ? [closing, opening] : [closing],
      ),
      budget,
    ).map(
      (each) =>
        ({
          ...each,
          qualification: each.doubt.kind === "rate" ? "limited" : "may-be-closed-to-some",
        }) as const,
    ),
    ...doubtsAbout(
      without(possible(all), possible(typical), budget),
      deviations.map(({ opening }) => opening),
      budget,
    ).map((each) => ({ ...each, qualification: "may-be-open-to-some" }) as const),
  ];
}

/**
 * Connections of which both what came before and other packets pass.
 *
 * @param lost - the connections that could not be followed to the other packets
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
