import type { Operator, Value } from "../ruleset.ts";
import { type Comparison, readAll } from "./comparison.ts";

/** A range of numbers, inclusive. */
export interface NumberRange {
  readonly from: number;
  readonly through: number;
}

/** The words for the values of a field, with the numbers that `nft -n` prints. */
export type Words = ReadonlyMap<string, number>;

/** Reads a number; returns `undefined` for anything else. */
export type ReadNumber = (text: string) => number | undefined;

/** Returns numbers as ranges of one number each. */
export function points(...numbers: readonly number[]): readonly NumberRange[] {
  return numbers.map((number) => ({ from: number, through: number }));
}

/** Returns a function that reads words of a field, and numbers; nft reads a number with a leading zero as octal. */
export function numberOrWord(words: Words = new Map()): ReadNumber {
  return (text) =>
    words.get(text) ?? (/^(?:0|[1-9]\d*|0x[\da-f]+)$/i.test(text) ? Number(text) : undefined);
}

/**
 * Returns whether a packet fulfils a comparison if its field has one of the given numbers; `undefined` if in doubt.
 *
 * @param possible - the possible numbers; empty if the packet lacks the field and so fulfils nothing
 */
export function holdsForNumbers(
  { values, operator, isSet, mask }: Comparison,
  read: ReadNumber,
  possible: readonly NumberRange[],
): boolean | undefined {
  const compared = comparedWith(values, isSet, read);
  const bits = mask && comparedWith(mask, false, read)?.[0];
  if (possible.length === 0) {
    return false;
  }
  if (compared === undefined || (mask && bits === undefined)) {
    return undefined;
  }
  const [first, ...others] = possible.map((range) => {
    const seen = bits ? commonBits(range, bits) : range;
    return seen && answerFor(seen, isSet && operator === "in" ? "==" : operator, compared);
  });
  return others.every((other) => other === first) ? first : undefined;
}

/** Reads the compared values; flags outside a set form one number. */
function comparedWith(
  values: readonly Value[] | undefined,
  isSet: boolean,
  read: ReadNumber,
): readonly NumberRange[] | undefined {
  const ranges = readAll(values, (value) => rangeOf(value, read));
  if (ranges === undefined || isSet || ranges.length < 2) {
    return ranges;
  }
  return points(ranges.reduce((sum, { from }) => either(sum, from), 0));
}

function rangeOf(value: Value, read: ReadNumber): NumberRange | undefined {
  if (typeof value === "object" && "flags" in value) {
    const numbers = readAll(value.flags, (flag) => read(String(flag)));
    return numbers && points(numbers.reduce(either, 0))[0];
  }
  const ends = typeof value === "string" ? [value, value] : [value.from, value.through];
  const [from, through] = ends.map(read);
  return from !== undefined && through !== undefined && from <= through
    ? { from, through }
    : undefined;
}

/** Returns whether all numbers of a range fulfil a comparison; `undefined` if only some do. */
function answerFor(
  range: NumberRange,
  operator: Operator,
  compared: readonly NumberRange[],
): boolean | undefined {
  const [first = { from: 0, through: 0 }] = compared;
  const { from } = first;
  switch (operator) {
    case "in":
    case "!": {
      const common = commonBits(range, first);
      return common && (common.from !== 0) === (operator === "in");
    }
    case "in or ==": {
      const [isOne, isEqual] = (["in", "=="] as const).map((each) =>
        answerFor(range, each, compared),
      );
      return isOne === isEqual ? isOne : undefined;
    }
    case "<":
      return isWithin(range, [{ from: -Infinity, through: from - 1 }]);
    case "<=":
      return isWithin(range, [{ from: -Infinity, through: from }]);
    case ">":
      return isWithin(range, [{ from: from + 1, through: Infinity }]);
    case ">=":
      return isWithin(range, [{ from, through: Infinity }]);
    case "==":
      return isWithin(range, compared);
    case "!=": {
      const isEqual = isWithin(range, compared);
      return isEqual === undefined ? undefined : !isEqual;
    }
  }
}

/** Returns whether a range lies within one of the given ranges; `undefined` if only in part. */
function isWithin(
  { from, through }: NumberRange,
  ranges: readonly NumberRange[],
): boolean | undefined {
  return ranges.some((each) => each.from <= from && through <= each.through)
    ? true
    : ranges.every((each) => through < each.from || each.through < from)
      ? false
      : undefined;
}

/** Returns the common bits of two numbers; `undefined` for ranges of several numbers. */
function commonBits(a: NumberRange, b: NumberRange): NumberRange | undefined {
  const common = Number(BigInt(a.from) & BigInt(b.from));
  return a.from === a.through && b.from === b.through
    ? { from: common, through: common }
    : undefined;
}

function either(a: number, b: number): number {
  return Number(BigInt(a) | BigInt(b));
}
