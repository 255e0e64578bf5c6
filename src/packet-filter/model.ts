import type { Direction, Protocol } from "../dataset/types.ts";
import type { AddressSet } from "../net/address-set.ts";
import type { Family } from "../net/network.ts";
import type { PortRange } from "../policy/types.ts";

/**
 * A firewall as the kernel runs it, whatever it was written in: what every parser makes of its text,
 * and from which `evaluate` tells what gets through.
 */
export interface PacketFilter {
  /** The base chains that a new connection meets, in that order; what one drops, none lets in again. */
  readonly stages: Readonly<Record<Direction, readonly Stage[]>>;
  /** The base chains that the answers to it meet; where it is left out, all answers pass. */
  readonly answers?: Readonly<Record<Direction, readonly Stage[]>> | undefined;
  /** The rules of a chain to which others jump; `undefined` for a chain that is not there. */
  readonly chain?: ((packets: Packets, name: string) => readonly Rule[] | undefined) | undefined;
}

/** The packets with which connections of a direction are opened, or the answers to them. */
export interface Packets {
  readonly direction: Direction;
  readonly areAnswers: boolean;
}

/** The way in which packets go, which of answers is not that of their connection. */
export function wayOf({ direction, areAnswers }: Packets): Direction {
  return (direction === "inbound") === areAnswers ? "outbound" : "inbound";
}

/** A chain that a connection meets by itself. */
export interface Stage {
  readonly rules: readonly Rule[];
  readonly policy: "accept" | "drop";
  /** The one family that it sees; both where it is left out. */
  readonly family?: Family | undefined;
  /** Why it is not known whether connections meet the chain at all. */
  readonly doubt?: Doubt | undefined;
}

/** A rule: for which new connections it holds, and what it does with them. */
export interface Rule {
  readonly match: Match;
  readonly action: Action;
}

/**
 * The new connections for which a rule holds: those that fit every field. A field that is left out
 * fits all.
 */
export interface Match {
  readonly family?: Family | undefined;
  readonly protocols?: readonly Protocol[] | undefined;
  /** The destination ports, in ascending order and apart from each other. */
  readonly ports?: readonly PortRange[] | undefined;
  /** The other machines, of the family: sources where inbound, destinations where outbound. */
  readonly peers?: AddressSet | undefined;
  /** Why it is not known whether the rule holds for them. */
  readonly doubt?: Doubt | undefined;
}

/** What a rule does. */
export type Action =
  | { readonly kind: "accept" | "drop" | "return" }
  | { readonly kind: "jump" | "goto"; readonly chain: string }
  /** It is not known what happens, here and in what follows: ports and addresses may be others then. */
  | { readonly kind: "unknown"; readonly doubt: Doubt };

/** Why something is not known, in a sentence; the same object for all that has the same reason. */
export interface Doubt {
  readonly text: string;
}
