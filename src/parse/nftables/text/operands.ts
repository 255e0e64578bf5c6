import type { Values } from "../ruleset.ts";
import type { Token } from "./lexer.ts";
import type { TokenReader } from "./token-reader.ts";
import { readItems, toValue } from "./values.ts";
import { verdicts } from "./words.ts";

/**
 * Reads what a field is compared with, as in `22`, `{ 22, 80 }`, `@ports`, `established,related` and
 * `(syn | ack)`; returns `undefined` for anything else.
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
  const names = readNames(tokens);
  return names && { items: names.map((name) => [toValue(name)]), isSet: false };
}

/** Reads the bits that are compared: `(fin | syn)`, `fin,syn`; returns `undefined` for anything else. */
export function readMask(tokens: TokenReader): readonly string[] | undefined {
  return readNames(tokens)?.map(({ text }) => text);
}

/** Reads values with commas or bars between them, which may be in brackets. */
function readNames(tokens: TokenReader): readonly Token[] | undefined {
  const isInBrackets = tokens.accept("(");
  const names: Token[] = [];
  do {
    const isVerdict = verdicts.has(tokens.word);
    const name = tokens.take();
    if (name === undefined || name.kind === "sign" || isVerdict) {
      return undefined;
    }
    names.push(name);
  } while (tokens.accept(",", "|"));
  return isInBrackets && !tokens.accept(")") ? undefined : names;
}
