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

/** What becomes of the messages that connections of a direction need. */
export interface NeighbourVerdict {
  /** Those that are dropped for certain; over Ethernet, without any of them no connection is opened. */
  readonly blocked: readonly TravellingMessage[];
  /** Why it is in doubt whether others pass. */
  readonly doubts: readonly Doubt[];
}

/**
 * Follows the messages of neighbour discovery that connections of a direction need. Whoever sends the
 * first packet solicits the link-layer address of the other, which advertises it; the solicitation names the
 * address for the packets back. So each direction needs two messages of the four. (Tried with
 * connections in network namespaces, each message dropped by itself and in pairs.)
 */
export function followNeighbours(
  chains: NeighbourChains,
  direction: Direction,
  budget: Budget,
): NeighbourVerdict {
  const needed: readonly TravellingMessage[] = [
    { message: "solicitation", travels: direction },
    { message: "advertisement", travels: direction === "inbound" ? "outbound" : "inbound" },
  ];
  const outcomes = needed.map((each) => ({
    ...each,
    ...follow(chains[each.travels][each.message], each, budget),
  }));
  return {
    blocked: outcomes
      .filter(({ passes }) => passes === false)
      .map(({ message, travels }) => ({ message, travels })),
    doubts: outcomes.flatMap(({ passes, doubts }) => (passes === undefined ? doubts : [])),
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
