import { type AddressSet, intersect, subtract, unicastAddresses } from "../net/address-set.ts";
import { isMostOf } from "../net/is-most-of.ts";
import type { Direction } from "../net/types.ts";
import type { Budget } from "./budget.ts";
import { evaluate } from "./evaluate.ts";
import { linkLocalInUse } from "./link-local-in-use.ts";
import type { BaseChain, Doubt, NeighbourChains, NeighbourMessage } from "./model.ts";
import type { PacketSet } from "./packet-set.ts";
import { solicitedNodes } from "./solicited-nodes.ts";

/** A message of neighbour discovery, and the direction it travels. */
interface TravellingMessage {
  readonly message: NeighbourMessage;
  readonly travels: Direction;
}

/** A message that is dropped. */
export interface DroppedMessage extends TravellingMessage {
  /** Whether it passes between the server and some addresses. */
  readonly passesForSome: boolean;
}

/** What becomes of neighbour discovery. */
export interface NeighbourVerdict {
  /** The messages that are dropped for certain. */
  readonly dropped: readonly DroppedMessage[];
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

const directions = ["inbound", "outbound"] as const;

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
  const dropped = outcomes
    .filter(({ passes }) => passes === "for none" || passes === "for some")
    .map(({ each, passes }) => ({ ...each, passesForSome: passes === "for some" }));
  const isDropped = (message: NeighbourMessage, travels: Direction) =>
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

/** For whom a message passes. */
type Passes = "for all" | "for some" | "for none" | "in doubt";

/** The addresses of machines on the internet. */
const globalAddresses: AddressSet = [0x2n << 124n, 0x4n << 124n];

/**
 * Tells whether a message passes. A router solicits from its link-local address, and advertises the one that routes
 * name, which may be a global one: both have to pass. (Tried with a router in a network namespace.)
 */
function follow(
  chains: readonly BaseChain[],
  { message, travels }: TravellingMessage,
  budget: Budget,
): { readonly passes: Passes; readonly doubts: readonly Doubt[] } {
  // The chains were compiled for the message, so no rule in them asks for a protocol or a port.
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
