import type { Family } from "../../../net/types.ts";
import type { MatchBuilder } from "../../../packet-filter/match-builder.ts";
import type { View } from "../../../packet-filter/model.ts";
import type { Field, Operator, Value } from "../ruleset.ts";
import type { StateUses } from "../uses.ts";

/** A comparison of one field in a rule. */
export interface Comparison {
  readonly field: Field;
  readonly operator: Operator;
  /** The values it is compared with; `undefined` for an unsupported set. */
  readonly values: readonly Value[] | undefined;
  readonly isSet: boolean;
  /** The compared bits; all if omitted. */
  readonly mask: readonly string[] | undefined;
  /** A short description of the comparison, for reasons. */
  readonly what: string;
  readonly view: View;
  /** The only family the table sees; `undefined` if it sees both. */
  readonly family: Family | undefined;
  /** Whether the chain sees packets before their connection is looked up. */
  readonly isEarly: boolean;
  /** The state changes that rules make. */
  readonly uses: StateUses;
  /** Whether the rule can only drop the packets it matches. */
  readonly isDropped: () => boolean;
}

/** An end of a packet. */
export type End = "destination" | "source";

/** Returns the packet end that a field refers to. */
export type EndOf = (view: View) => End;

/** Applies a comparison of a field to a match; an unsupported comparison leaves the match in doubt. */
export type ApplyField = (comparison: Comparison, builder: MatchBuilder) => void;

/** A comparison for equality with supported values. */
export interface Equality<T> {
  readonly values: readonly T[];
  readonly negated: boolean;
}

/**
 * Returns the values that a field equals or does not equal; `undefined` for any other comparison, for a comparison of
 * single bits, and for unsupported values.
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

/** Returns whether a whole field is compared for equality. */
export function isEquality({ operator, mask }: Comparison): boolean {
  return (operator === "==" || operator === "!=") && mask === undefined;
}

/** Reads values; returns `undefined` if one is unsupported. */
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
