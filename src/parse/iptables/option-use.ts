import type { Family, Protocol } from "../../net/types.ts";
import type { MatchBuilder } from "../../packet-filter/match-builder.ts";
import type { View } from "../../packet-filter/model.ts";
import type { Ipset } from "../ipset/ipset.ts";
import type { Option } from "./ruleset.ts";
import type { StateUses } from "./state-uses.ts";

/** An option as a rule uses it. */
export interface OptionUse {
  /** The first value; empty if the option takes none. */
  readonly value: string;
  /** The values, as many as the option takes. */
  readonly values: readonly string[];
  readonly negated: boolean;
  /** The last module named before it; empty if none. */
  readonly module: string;
  /** The option as written in the rule, quoted, for a reason. */
  readonly what: string;
}

/** The packets a rule is compiled for. */
export interface Packets {
  readonly family: Family;
  /** The name of the table. */
  readonly table: string;
  readonly view: View;
  /** The protocol of the packets, if the rule is compiled for each protocol. */
  readonly protocol: Protocol | undefined;
  /** The ipsets in the input, by name. */
  readonly ipsets: ReadonlyMap<string, Ipset>;
  /** All options of the rule. */
  readonly options: readonly Option[];
  readonly uses: StateUses;
  /** Whether the rule can only drop the packets it matches. */
  readonly isDropped: () => boolean;
  /** Whether the remote address is assumed to be in the set that one rule fills and this one tests. */
  readonly isMember: boolean;
  /** Collects the conditions of the rule. */
  readonly builder: MatchBuilder;
}

/** Adds one of several alternatives to a match. */
export type Alternative = (packets: Packets) => void;

/** Adds an option to the match of its rule. */
export type AddOption = (use: OptionUse, packets: Packets) => void;

/** A supported option. */
export interface MatchOption {
  readonly names: readonly string[];
  /** The number of values it takes; 1 if omitted. */
  readonly values?: number;
  /** Whether the answer differs between TCP and UDP; its rule is then compiled for each. */
  readonly differs?: boolean;
  /** Returns the alternatives for each of which its rule is compiled; `undefined` if only one. */
  readonly alternatives?: (use: OptionUse, packets: Packets) => readonly Alternative[] | undefined;
  /** Adds it to the match of a rule. */
  readonly add: AddOption;
}

/** Reports whether packets fit an option without its `!`; `undefined` if in doubt. */
export type Question = (use: OptionUse, packets: Packets) => boolean | undefined;

/** Returns a function that adds an option decided by a question about the packets. */
export function asks(question: Question): AddOption {
  return (use, packets) => {
    const fits = question(use, packets);
    packets.builder.holds(fits === undefined ? undefined : fits !== use.negated, use.what);
  };
}

/** Adds nothing to a match: the option does not change which packets match, or only modifies another option. */
export const ignored: AddOption = () => undefined;

/**
 * Returns a function that adds a list of words, one of which must be the word of the packets.
 *
 * @param known - every supported word; any other leaves the match in doubt
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
