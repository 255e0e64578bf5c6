import type { Value, Values } from "../ruleset.ts";
import type { TokenReader } from "./token-reader.ts";
import { readItems, takeEnd } from "./values.ts";
import { verdicts } from "./words.ts";

/**
 * Reads the values of a comparison, such as `22`, `{ 22, 80 }`, `@ports`, `established,related` or `(syn | ack)`;
 * returns `undefined` for anything else.
 */
export function readValues(tokens: TokenReader): Values | undefined {
  const braces = tokens.acceptBraces();
  if (braces) {
    const items = readItems(braces);
    return items && { items, isSet: true };
  }
  if (tokens.word.startsWith("@")) {
    const set = tokens.word.slice(1);
    tokens.skip(1);
    return { set };
  }
  const values = readEnds(tokens);
  return values && { items: values.map((value) => [value]), isSet: false };
}

/** Reads the compared bits: `(fin | syn)`, `fin,syn`; returns `undefined` for anything else. */
export function readMask(tokens: TokenReader): readonly string[] | undefined {
  const values = readEnds(tokens);
  return values?.every((value) => typeof value === "string") ? values : undefined;
}

/** Reads values separated by commas or bars, optionally in parentheses. */
function readEnds(tokens: TokenReader): readonly Value[] | undefined {
  const isInBrackets = tokens.accept("(");
  const values: Value[] = [];
  do {
    const value = verdicts.has(tokens.word) ? undefined : takeEnd(tokens);
    if (value === undefined) {
      return undefined;
    }
    values.push(value);
  } while (tokens.accept(",", "|"));
  return isInBrackets && !tokens.accept(")") ? undefined : values;
}
