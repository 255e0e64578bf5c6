import type { AddressSet } from "../net/address-set.ts";
import type { Direction, Family, Origin, PortRange, Protocol } from "../net/types.ts";
import type { StateChange, StateTest } from "./packet-state.ts";

/**
 * A firewall as the kernel runs it, whatever format it was written in: what every parser compiles its
 * input to, and what `evaluate` follows new connections through.
 */
export interface PacketFilter {
  /** The base chains that packets in the original direction meet, in order: what one drops stays dropped. */
  readonly original: Readonly<Record<Direction, readonly BaseChain[]>>;
  /** The base chains that reply packets meet, by the direction of their connection; all pass if left out. */
  readonly reply?: Readonly<Record<Direction, readonly BaseChain[]>> | undefined;
  /** The base chains that packets in the original direction meet once there was a reply; all pass if left out. */
  readonly later?: Readonly<Record<Direction, readonly BaseChain[]>> | undefined;
  /** The base chains that neighbour discovery over IPv6 meets; all of it passes if left out. */
  readonly neighbours?: NeighbourChains | undefined;
}

/** The base chains that each message of neighbour discovery meets, by the direction it travels. */
export type NeighbourChains = Readonly<
  Record<Direction, Readonly<Record<NeighbourMessage, readonly BaseChain[]>>>
>;

/**
 * A message of neighbour discovery over IPv6 (RFC 4861): one machine solicits the link-layer address of
 * another (ICMPv6 type 135), which advertises it (type 136).
 */
export type NeighbourMessage = "solicitation" | "advertisement";

/** The packets a rule is compiled for: those that open connections of a direction, the replies, or later ones. */
export interface View {
  /** The direction in which the connection is opened. */
  readonly direction: Direction;
  readonly isReply: boolean;
  /** Whether the packets are in the original direction and there was a reply before, as the last of a handshake. */
  readonly isLater?: boolean | undefined;
  /** The message of neighbour discovery that the packets are, in place of a connection; see `neighbourChains`. */
  readonly neighbour?: NeighbourMessage | undefined;
}

/** Tells whether the packets of a view open connections. */
export function isOpening({ isReply, isLater, neighbour }: View): boolean {
  return !isReply && !isLater && neighbour === undefined;
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

/** A chain that the input lacks: what becomes of packets in it is undetermined. */
export interface MissingChain {
  readonly name: string;
  readonly doubt: Doubt;
}

/** A chain that packets meet at a hook. */
export interface BaseChain extends Chain {
  readonly policy: "accept" | "drop";
  /** Where the input states the policy. */
  readonly origin: Origin | null;
  /** The only family it sees; both if left out. */
  readonly family?: Family | undefined;
  /** Why it is in doubt whether connections meet the chain. */
  readonly doubt?: Doubt | undefined;
  /** Whether it sees tracked packets only, as chains of the type `nat`. */
  readonly isOfNat?: boolean | undefined;
}

/** A rule: which packets it matches, by their connection, and what it does with them. */
export interface Rule {
  readonly match: Match;
  /** What it does to the state of the packets it matches, before its action; one that sets the port accepts them. */
  readonly change?: StateChange | undefined;
  readonly action: Action;
  /** Where the input states it. */
  readonly origin: Origin | null;
  /** Returns where the input states it for a remote address, if several lines are one rule. */
  readonly statedBy?: ((remote: AddressSet) => Origin | undefined) | undefined;
}

/**
 * The packets a rule matches, by their connection: those that fit every field; a field that is left out
 * fits all.
 */
export interface Match {
  readonly family?: Family | undefined;
  readonly protocols?: readonly Protocol[] | undefined;
  /** The port that was connected to: in ascending order and disjoint. */
  readonly ports?: readonly PortRange[] | undefined;
  /** The addresses of the other machine, of the family. */
  readonly remotes?: AddressSet | undefined;
  /** The states of packets. */
  readonly when?: StateTest | undefined;
  /** Why it is in doubt whether the rule matches them. */
  readonly doubt?: Doubt | undefined;
}

/** What a rule does. */
export type Action =
  | { readonly kind: "accept" | "continue" | "drop" | "return" }
  | { readonly kind: "jump" | "goto"; readonly chain: Chain | MissingChain }
  /** What happens is undetermined, here and later: ports and addresses may change. */
  | { readonly kind: "undetermined"; readonly doubt: Doubt };

/**
 * What a doubt depends on.
 *
 * - `who`: a set of addresses whose members are not in the input
 * - `rate`: how often or how many connections are opened
 * - `port`: to which port or machine connections are translated
 * - `state`: what is known of the connection
 * - `not-examined`: what the input does not cover
 * - `not-understood`: anything else
 */
export type DoubtKind = "not-examined" | "not-understood" | "port" | "rate" | "state" | "who";

/** Why something is in doubt. What has the same reason should have the same object. */
export interface Doubt {
  readonly kind: DoubtKind;
  /**
   * One sentence, which names the line of the input if it is known; where `typically` is given, what it
   * depends on and where, such as `ipset bans, line 6`.
   */
  readonly reason: string;
  readonly origin: Origin | null;
  /**
   * Whether the rule matches the typical connection: one whose address is in no set that was not read, and
   * that stays below every limit. `undefined` where that is in doubt as well.
   */
  readonly typically?: boolean | undefined;
}
