import { type AddressSet, intersect, subtract, unicastAddresses } from "../net/address-set.ts";
import { isMostOf } from "../net/is-most-of.ts";
import type { Direction } from "../net/types.ts";
import type { Budget } from "./budget.ts";
import { evaluate } from "./evaluate.ts";
import { linkLocalInUse } from "./link-local-in-use.ts";
import type { BaseChain, Doubt, NeighborChains, NeighborMessage } from "./model.ts";
import type { PacketSet } from "./packet-set.ts";
import { solicitedNodes } from "./solicited-nodes.ts";

/** A message of neighbor discovery, and the direction it travels. */
interface TravellingMessage {
  readonly message: NeighborMessage;
  readonly travels: Direction;
}

/** A dropped message. */
export interface DroppedMessage extends TravellingMessage {
  /** Whether it still passes for some addresses. */
  readonly passesForSome: boolean;
}

/** The verdict on neighbor discovery. */
export interface NeighborVerdict {
  /** The messages that are certainly dropped. */
  readonly dropped: readonly DroppedMessage[];
  /** Whether, on Ethernet, a machine never learns the link-layer address of another. */
  readonly isBlocked: boolean;
  /** The doubts about the other messages. */
  readonly doubts: readonly Doubt[];
}

const messages: readonly TravellingMessage[] = [
  { message: "solicitation", travels: "inbound" },
  { message: "advertisement", travels: "inbound" },
  { message: "solicitation", travels: "outbound" },
  { message: "advertisement", travels: "outbound" },
];

const directions = ["inbound", "outbound"] as const;

/**
 * Follows the messages of neighbor discovery, from which machines learn each other's link-layer addresses. A
 * machine learns an address from the advertisement that answers its solicitation, or from the solicitation of
 * the other machine. If one of the machines receives neither, no connection can be opened. If only some
 * messages are dropped, it depends on who solicited whom, and when. (Tested with connections in network
 * namespaces, dropping single messages and pairs of messages.)
 */
export function followNeighbors(chains: NeighborChains, budget: Budget): NeighborVerdict {
  const outcomes = messages.map((each) => ({
    each,
    ...follow(chains[each.travels][each.message], each, budget),
  }));
  const dropped = outcomes
    .filter(({ passes }) => passes === "for none" || passes === "for some")
    .map(({ each, passes }) => ({ ...each, passesForSome: passes === "for some" }));
  const isDropped = (message: NeighborMessage, travels: Direction) =>
    dropped.some(
      (each) => each.message === message && each.travels === travels && !each.passesForSome,
    );
  const withoutSolicitations = directions.filter((travels) => isDropped("solicitation", travels));
  return {
    dropped,
    isBlocked:
      withoutSolicitations.length === directions.length ||
      withoutSolicitations.some((travels) => isDropped("advertisement", travels)),
    doubts: [
      ...new Set(outcomes.flatMap(({ passes, doubts }) => (passes === "in doubt" ? doubts : []))),
    ],
  };
}

/** The addresses for which a message passes. */
type Passes = "for all" | "for some" | "for none" | "in doubt";

/** The global unicast addresses. */
const globalAddresses: AddressSet = [0x2n << 124n, 0x4n << 124n];

/**
 * Returns whether a message passes. A router solicits from its link-local address, and advertises the address
 * that routes use, which may be global: both must pass. (Tested with a router in a network namespace.)
 */
function follow(
  chains: readonly BaseChain[],
  { message, travels }: TravellingMessage,
  budget: Budget,
): { readonly passes: Passes; readonly doubts: readonly Doubt[] } {
  // The chains were compiled for the message, so none of their rules match a protocol or port.
  const { open, undetermined } = evaluate(
    { original: { inbound: chains, outbound: [] } },
    "inbound",
    "ipv6",
    "tcp",
    budget,
  );
  const isSolicited = message === "solicitation" && travels === "outbound";
  const remotes = isSolicited ? solicitedNodes : unicastAddresses.ipv6;
  const concerns = (packets: PacketSet) =>
    packets.some(({ value }) => intersect(value.remotes, remotes).length > 0);
  const hasAll = (set: AddressSet) =>
    isSolicited
      ? subtract(solicitedNodes, set).length === 0
      : subtract(linkLocalInUse, set).length === 0 &&
        isMostOf(intersect(globalAddresses, set), globalAddresses);
  const doubts = undetermined.filter(({ packets }) => concerns(packets)).map(({ doubt }) => doubt);
  const passes = open.some(({ value }) => hasAll(value.remotes))
    ? "for all"
    : doubts.length > 0
      ? "in doubt"
      : concerns(open)
        ? "for some"
        : "for none";
  return { passes, doubts };
}
