import type { Field, Key } from "../ruleset.ts";
import type { TokenReader } from "./token-reader.ts";
import { conntrackFields, fieldPrefixes, metaFields } from "./words.ts";

/** Reads `tcp dport`, `iifname` or `ct state`; returns `undefined` for anything else. */
export function readField(tokens: TokenReader): Field | undefined {
  const { word } = tokens;
  const field = tokens.wordAfter(1);
  if (metaFields.has(word)) {
    tokens.skip(1);
    return { protocol: "meta", field: word };
  }
  if (fieldPrefixes.has(word) || (word === "ct" && conntrackFields.has(field))) {
    tokens.skip(2);
    return { protocol: word, field };
  }
  return undefined;
}

/** Reads the parts of a concatenation after its first; returns `undefined` if one is not understood. */
export function readKey(first: Field, tokens: TokenReader): Key | undefined {
  const others: Field[] = [];
  while (tokens.accept(".")) {
    const field = readField(tokens);
    if (field === undefined) {
      return undefined;
    }
    others.push(field);
  }
  return [first, ...others];
}
