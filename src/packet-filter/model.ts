import type { AddressSet } from "../net/address-set.ts";
import type { Direction, Family, Origin, PortRange, Protocol } from "../net/types.ts";
import type { StateChange, StateTest } from "./packet-state.ts";

/**
 * A firewall as the kernel runs it, independent of its format. Every parser compiles its input to a packet
 * filter, and `evaluate` follows new connections through it.
 */
export interface PacketFilter {
  /** The base chains that packets in the original direction traverse, in order; a drop is final. */
  readonly original: Readonly<Record<Direction, readonly BaseChain[]>>;
  /**
   * The base chains that reply packets traverse, by the direction of their connection; if omitted, all replies
   * pass.
   */
  readonly reply?: Readonly<Record<Direction, readonly BaseChain[]>> | undefined;
  /** The base chains that packets in the original direction traverse after a reply; if omitted, all of them pass. */
  readonly later?: Readonly<Record<Direction, readonly BaseChain[]>> | undefined;
  /** The base chains that IPv6 neighbor discovery traverses; if omitted, all of its messages pass. */
  readonly neighbors?: NeighborChains | undefined;
}

/** The base chains that each neighbor discovery message traverses, by the direction it travels. */
export type NeighborChains = Readonly<
  Record<Direction, Readonly<Record<NeighborMessage, readonly BaseChain[]>>>
>;

/**
 * A message of IPv6 neighbor discovery (RFC 4861): one machine solicits the link-layer address of another
 * (ICMPv6 type 135), which advertises it (type 136).
 */
export type NeighborMessage = "solicitation" | "advertisement";

/** The packets for which a rule is compiled: opening, reply or later packets of connections in a direction. */
export interface View {
  /** The direction in which the connection is opened. */
  readonly direction: Direction;
  readonly isReply: boolean;
  /** Whether the packets are in the original direction and follow a reply, such as the last packet of a handshake. */
  readonly isLater?: boolean | undefined;
  /** The neighbor discovery message, if the packets are one instead of a connection; see `neighborChains`. */
  readonly neighbor?: NeighborMessage | undefined;
}

/** Returns whether the packets of a view open connections. */
export function isOpening({ isReply, isLater, neighbor }: View): boolean {
  return !isReply && !isLater && neighbor === undefined;
}

/** Returns the direction packets travel; replies travel opposite to their connection. */
export function travelDirection({ direction, isReply }: View): Direction {
  return (direction === "inbound") === isReply ? "outbound" : "inbound";
}

/** A chain that rules jump to. */
export interface Chain {
  readonly name: string;
  readonly rules: readonly Rule[];
}

/** A chain missing from the input: the fate of packets in it is undetermined. */
export interface MissingChain {
  readonly name: string;
  readonly doubt: Doubt;
}

/** A base chain: a chain that packets enter at a hook. */
export interface BaseChain extends Chain {
  readonly policy: "accept" | "drop";
  /** Where the input states the policy. */
  readonly origin: Origin | null;
  /** The only family it sees; both if omitted. */
  readonly family?: Family | undefined;
  /** Why it is in doubt whether connections traverse the chain. */
  readonly doubt?: Doubt | undefined;
  /** Whether it sees only tracked packets, as `nat` chains do. */
  readonly isOfNat?: boolean | undefined;
}

/** A rule: the packets it matches, by their connection, and its action. */
export interface Rule {
  readonly match: Match;
  /** The change to the state of matching packets, before the action; a change of the port implies accept. */
  readonly change?: StateChange | undefined;
  readonly action: Action;
  /** Its place in the input. */
  readonly origin: Origin | null;
  /** Returns the place in the input that applies to a remote address, if the rule combines several lines. */
  readonly statedBy?: ((remote: AddressSet) => Origin | undefined) | undefined;
}

/** The packets a rule matches, by their connection: packets that match every field. An omitted field matches all. */
export interface Match {
  readonly family?: Family | undefined;
  readonly protocols?: readonly Protocol[] | undefined;
  /** The destination ports of the connection, in ascending order and disjoint. */
  readonly ports?: readonly PortRange[] | undefined;
  /** The remote addresses, in the family. */
  readonly remotes?: AddressSet | undefined;
  /** The states of packets. */
  readonly when?: StateTest | undefined;
  /** Why it is in doubt whether the rule matches them. */
  readonly doubt?: Doubt | undefined;
}

/** The action of a rule. */
export type Action =
  | { readonly kind: "accept" | "continue" | "drop" | "return" }
  | { readonly kind: "jump" | "goto"; readonly chain: Chain | MissingChain }
  /** The effect is undetermined, here and later: ports and addresses may change. */
  | { readonly kind: "undetermined"; readonly doubt: Doubt };

/**
 * The cause of a doubt.
 *
 * - `content`: the content of packets
 * - `who`: a set of addresses whose members are not in the input
 * - `source-port`: a source port that few clients use by chance
 * - `unusual-port`: a source port that clients use only on purpose, such as a privileged one
 * - `rate`: how often or how many connections are opened
 * - `port`: the port or machine to which connections are translated
 * - `state`: the state of the connection
 * - `not-examined`: what the input does not cover
 * - `not-understood`: anything else
 */
export type DoubtKind =
  | "content"
  | "not-examined"
  | "not-understood"
  | "port"
  | "unusual-port"
  | "rate"
  | "source-port"
  | "state"
  | "who";

/** Returns whether a doubt is about the source port that a client chooses. */
export function isOfSourcePort(kind: DoubtKind): boolean {
  return kind === "source-port" || kind === "unusual-port";
}

/** The causes of doubts about rules whose match is known for the typical connection. */
export type TypicalKind = Extract<
  DoubtKind,
  "content" | "unusual-port" | "rate" | "source-port" | "who"
>;

/** A reason why something is in doubt. Equal reasons should share one object. */
export interface Doubt {
  readonly kind: DoubtKind;
  /**
   * One sentence that names the line of the input, if known; if `typically` is set, what the rule depends on
   * and where, such as `ipset bans, line 6`.
   */
  readonly reason: string;
  readonly origin: Origin | null;
  /**
   * Whether the rule matches the typical connection: its address is in no set that was not read, it stays
   * below every limit, and its packets have no unusual content. `undefined` if that is also in doubt.
   */
  readonly typically?: boolean | undefined;
}
