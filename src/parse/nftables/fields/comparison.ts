import type { Family } from "../../../net/types.ts";
import type { MatchBuilder } from "../../../packet-filter/match-builder.ts";
import type { View } from "../../../packet-filter/model.ts";
import type { Field, Operator, Value } from "../ruleset.ts";
import type { StateUses } from "../uses.ts";

/** A comparison of one field, as a rule has it. */
export interface Comparison {
  readonly field: Field;
  readonly operator: Operator;
  /** What it is compared with; `undefined` for a set that is not understood. */
  readonly values: readonly Value[] | undefined;
  readonly isSet: boolean;
  /** The bits that are compared; all if left out. */
  readonly mask: readonly string[] | undefined;
  /** The comparison in a few words, for reasons. */
  readonly what: string;
  readonly view: View;
  /** The only family whose packets the table sees; `undefined` if it sees both. */
  readonly family: Family | undefined;
  /** Whether the chain sees packets before their connection is looked up. */
  readonly isEarly: boolean;
  /** What all rules do to the state of packets. */
  readonly uses: StateUses;
}

/** An end of a packet. */
export type End = "destination" | "source";

/** Tells at which end of a packet a field is. */
export type EndOf = (view: View) => End;

/** Applies a comparison of a field to a match; what is not understood leaves the match in doubt. */
export type ApplyField = (comparison: Comparison, builder: MatchBuilder) => void;

/** A comparison for equality with values that are understood. */
export interface Equality<T> {
  readonly values: readonly T[];
  readonly negated: boolean;
}

/**
 * Returns what a field is equal to, or is not; `undefined` for any other comparison, also of some bits, and for
 * values that are not understood.
 *
 * @param read - reads a value
 */
export function equalityOf<T>(
  comparison: Comparison,
  read: (value: Value) => T | undefined,
): Equality<T> | undefined {
  const known = isEquality(comparison) ? readAll(comparison.values, read) : undefined;
  return known && { values: known, negated: comparison.operator === "!=" };
}

/** Tells whether a whole field is compared for equality. */
export function isEquality({ operator, mask }: Comparison): boolean {
  return (operator === "==" || operator === "!=") && mask === undefined;
}

/** Reads some values; returns `undefined` if one of them is not understood. */
export function readAll<T>(
  values: readonly Value[] | undefined,
  read: (value: Value) => T | undefined,
): readonly T[] | undefined {
  const found: T[] = [];
  for (const value of values ?? []) {
    const one = read(value);
    if (one === undefined) {
      return undefined;
    }
    found.push(one);
  }
  return values && found;
}
