import type { Family } from "../../net/types.ts";
import type { MatchBuilder } from "../../packet-filter/match-builder.ts";
import type { View } from "../../packet-filter/model.ts";

/** An option where a rule uses it, and the packets it is put to. */
export interface OptionUse {
  /** The first value; empty if the option has none. */
  readonly value: string;
  /** As many values as the option takes. */
  readonly values: readonly string[];
  readonly negated: boolean;
  /** The option as the rule has it, quoted, for a reason. */
  readonly what: string;
  readonly family: Family;
  /** The name of the table. */
  readonly table: string;
  readonly view: View;
  readonly builder: MatchBuilder;
}

/** Puts an option on the match of its rule. */
export type AddOption = (use: OptionUse) => void;

/**
 * Returns what puts an option on a match that is a question about the packet.
 *
 * @param answer - whether the packet fits the option without its `!`; `undefined` if that is in doubt
 */
export function asks(answer: (use: OptionUse) => boolean | undefined): AddOption {
  return (use) => {
    const fits = answer(use);
    use.builder.holds(fits === undefined ? undefined : fits !== use.negated, use.what);
  };
}

/**
 * Returns what puts a list of words on a match, of which one must be that of the packet.
 *
 * @param known - every word; one that is not known makes the match doubtful
 * @param actual - the word of the packet
 */
export function asksForWord(
  known: ReadonlySet<string>,
  actual: (use: OptionUse) => string,
): AddOption {
  return asks((use) => {
    const words = use.value.toUpperCase().split(",");
    return words.every((word) => known.has(word)) ? words.includes(actual(use)) : undefined;
  });
}
