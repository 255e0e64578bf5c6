import type { Family, Protocol } from "../../net/types.ts";
import type { MatchBuilder } from "../../packet-filter/match-builder.ts";
import type { View } from "../../packet-filter/model.ts";
import type { Ipset } from "../ipset/ipset.ts";
import type { Option } from "./ruleset.ts";
import type { StateUses } from "./state-uses.ts";

/** An option where a rule uses it. */
export interface OptionUse {
  /** The first value; empty if the option has none. */
  readonly value: string;
  /** As many values as the option takes. */
  readonly values: readonly string[];
  readonly negated: boolean;
  /** The module that was named last before it; empty if none was. */
  readonly module: string;
  /** The option as the rule has it, quoted, for a reason. */
  readonly what: string;
}

/** The packets to which a rule is put. */
export interface Packets {
  readonly family: Family;
  /** The name of the table they are in. */
  readonly table: string;
  readonly view: View;
  /** The only protocol of the packets, where the rule is compiled for each. */
  readonly protocol: Protocol | undefined;
  /** The sets that are in the input, by their names. */
  readonly ipsets: ReadonlyMap<string, Ipset>;
  /** All options of the rule. */
  readonly options: readonly Option[];
  readonly uses: StateUses;
  /** Whether the remote address is taken to be in the set that a rule fills and this one asks for. */
  readonly isMember: boolean;
  /** Collects the conditions of the rule. */
  readonly builder: MatchBuilder;
}

/** Puts one of several alternatives on a match. */
export type Alternative = (packets: Packets) => void;

/** Puts an option on the match of its rule. */
export type AddOption = (use: OptionUse, packets: Packets) => void;

/** An option that is understood. */
export interface MatchOption {
  /** Every spelling of its name. */
  readonly names: readonly string[];
  /** How many values it takes; one if left out. */
  readonly values?: number;
  /** Whether the answer differs between TCP and UDP, so that its rule is compiled for each. */
  readonly differs?: boolean;
  /** Returns the alternatives that it comes to, for each of which its rule is compiled; `undefined` for one. */
  readonly alternatives?: (use: OptionUse, packets: Packets) => readonly Alternative[] | undefined;
  /** Puts it on the match of a rule. */
  readonly add: AddOption;
}

/** Tells whether packets fit an option without its `!`; `undefined` if that is in doubt. */
export type Question = (use: OptionUse, packets: Packets) => boolean | undefined;

/** Returns what puts an option on a match that is a question about the packets. */
export function asks(question: Question): AddOption {
  return (use, packets) => {
    const fits = question(use, packets);
    packets.builder.holds(fits === undefined ? undefined : fits !== use.negated, use.what);
  };
}

/** Puts nothing on a match: the option does not change which packets fit, or only says how another one is meant. */
export const ignored: AddOption = () => undefined;

/**
 * Returns what puts a list of words on a match, of which one must be that of the packets.
 *
 * @param known - every word; another one makes the match doubtful
 * @param actual - the word of the packets
 */
export function asksForWord(
  known: readonly string[],
  actual: (packets: Packets) => string,
): AddOption {
  return asks(({ value }, packets) => {
    const words = value.toUpperCase().split(",");
    return words.every((word) => known.includes(word))
      ? words.includes(actual(packets))
      : undefined;
  });
}
