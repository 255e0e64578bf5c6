import { intersect, unicastAddresses } from "../net/address-set.ts";
import type { Direction } from "../net/types.ts";
import type { Budget } from "./budget.ts";
import { evaluate } from "./evaluate.ts";
import type { BaseChain, Doubt, NeighbourChains, NeighbourMessage } from "./model.ts";
import type { PacketSet } from "./packet-set.ts";
import { solicitedNodes } from "./solicited-nodes.ts";

/** A message of neighbour discovery, and the direction it travels. */
export interface TravellingMessage {
  readonly message: NeighbourMessage;
  readonly travels: Direction;
}

/** What becomes of neighbour discovery. */
export interface NeighbourVerdict {
  /** The messages that are dropped for certain. */
  readonly dropped: readonly TravellingMessage[];
  /** Whether they are so many that one machine never learns the address of another, over Ethernet. */
  readonly isBlocked: boolean;
  /** Why it is in doubt whether others pass. */
  readonly doubts: readonly Doubt[];
}

const messages: readonly TravellingMessage[] = [
  { message: "solicitation", travels: "inbound" },
  { message: "advertisement", travels: "inbound" },
  { message: "solicitation", travels: "outbound" },
  { message: "advertisement", travels: "outbound" },
];

/**
 * Follows the messages of neighbour discovery, without which machines do not learn each other's link-layer
 * addresses. A machine learns one from the answer to its solicitation, and from the solicitation of the other.
 * Where neither comes to one of them, no connection is opened; where some messages are dropped, that depends on who
 * solicited whom, and when. (Tried with connections in network namespaces, each message dropped by itself and in
 * pairs.)
 */
export function followNeighbours(chains: NeighbourChains, budget: Budget): NeighbourVerdict {
  const outcomes = messages.map((each) => ({
    each,
    ...follow(chains[each.travels][each.message], each, budget),
  }));
  const dropped = outcomes.filter(({ passes }) => passes === false).map(({ each }) => each);
  const isDropped = (message: NeighbourMessage, travels: Direction) =>
    dropped.some((each) => each.message === message && each.travels === travels);
  const learnsNothing = (towards: Direction, away: Direction) =>
    isDropped("solicitation", towards) &&
    (isDropped("solicitation", away) || isDropped("advertisement", towards));
  return {
    dropped,
    isBlocked: learnsNothing("inbound", "outbound") || learnsNothing("outbound", "inbound"),
    doubts: [
      ...new Set(outcomes.flatMap(({ passes, doubts }) => (passes === undefined ? doubts : []))),
    ],
  };
}

/** Tells whether a message passes for some remote addresses; `undefined` if that is in doubt for all. */
function follow(
  chains: readonly BaseChain[],
  { message, travels }: TravellingMessage,
  budget: Budget,
): { readonly passes: boolean | undefined; readonly doubts: readonly Doubt[] } {
  // The chains were compiled for the message, so no rule in them asks for a protocol or a port.
  const { open, undetermined } = evaluate(
    { original: { inbound: chains, outbound: [] } },
    "inbound",
    "ipv6",
    "tcp",
    budget,
  );
  const remotes =
    message === "solicitation" && travels === "outbound" ? solicitedNodes : unicastAddresses.ipv6;
  const concerns = (packets: PacketSet) =>
    packets.some(({ value }) => intersect(value.remotes, remotes).length > 0);
  const doubts = undetermined.filter(({ packets }) => concerns(packets)).map(({ doubt }) => doubt);
  return { passes: concerns(open) || (doubts.length > 0 ? undefined : false), doubts };
}
