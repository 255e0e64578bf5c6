import type { Item, MapEntry, Value, Verdict } from "../ruleset.ts";
import { isSign, type Token } from "./lexer.ts";
import { TokenReader } from "./token-reader.ts";

/** Reads the values of a list; returns `undefined` if one is unsupported. */
export function readItems(tokens: readonly Token[]): readonly Item[] | undefined {
  return readParts(tokens, readItem);
}

/** Reads the elements of a verdict map; returns `undefined` if one is unsupported. */
export function readEntries(tokens: readonly Token[]): readonly MapEntry[] | undefined {
  return readParts(tokens, (part) => {
    const colon = part.findIndex(({ kind, text }) => kind === "word" && elementColon.test(text));
    const token = part[colon];
    if (token === undefined) {
      return undefined;
    }
    const [, before, after] = elementColon.exec(token.text) as unknown as readonly string[];
    const words = (text: string | undefined) => (text ? [{ ...token, text }] : []);
    const item = readItem([...part.slice(0, colon), ...words(before)]);
    const outcome = readVerdict([...words(after), ...part.slice(colon + 1)]);
    return item && outcome && { item, outcome };
  });
}

/** The colon of an element: `:`, `established:`, `22:accept`; but not the end of `fe80::`. */
const elementColon = /^(|.*(?:[^:]|::)):(|accept|continue|drop|goto|jump|return)$/;

/** Reads the comma-separated parts of a list; returns `undefined` if one is unsupported. */
function readParts<T>(
  tokens: readonly Token[],
  read: (part: readonly Token[]) => T | undefined,
): readonly T[] | undefined {
  const parts: Token[][] = [[]];
  for (const [index, token] of tokens.entries()) {
    if (isSign(token, ",")) {
      parts.push([]);
    } else if (!isBraceOfSet(token, tokens[index - 1], tokens[index + 1])) {
      parts.at(-1)?.push(token);
    }
  }
  const found = parts.filter(({ length }) => length > 0).map(read);
  return found.every((each) => each !== undefined) ? found : undefined;
}

/** Returns whether a token is a brace of a set in a set, as in `{ $office, 192.0.2.1 }`: nft merges the two. */
function isBraceOfSet(token: Token, before: Token | undefined, after: Token | undefined): boolean {
  return (
    (isSign(token, "{") && (before === undefined || isSign(before, ",") || isSign(before, "{"))) ||
    (isSign(token, "}") && (after === undefined || isSign(after, ",") || isSign(after, "}")))
  );
}

/** Reads a value, or a concatenation; returns `undefined` if a condition follows. */
function readItem(part: readonly Token[]): Item | undefined {
  const tokens = new TokenReader(part);
  const item: Value[] = [];
  do {
    const value = takeValue(tokens);
    if (value === undefined) {
      return undefined;
    }
    item.push(value);
  } while (tokens.accept("."));
  return isPlain(tokens.takeRest()) ? item : undefined;
}

/** Takes a value, a range with quoted ends, or flags separated by bars. */
function takeValue(tokens: TokenReader): Value | undefined {
  const first = takeEnd(tokens);
  if (first === undefined || !tokens.accept("|")) {
    return first;
  }
  const flags: (Value | undefined)[] = [first];
  do {
    flags.push(takeEnd(tokens));
  } while (tokens.accept("|"));
  return flags.every((flag) => typeof flag === "string") ? { flags } : undefined;
}

/** Takes a value or a range; returns `undefined` for a sign. */
export function takeEnd(tokens: TokenReader): Value | undefined {
  const token = tokens.take();
  if (token === undefined || token.kind === "sign") {
    return undefined;
  }
  if (token.kind === "quoted" && tokens.accept("-")) {
    const through = tokens.take();
    return through?.kind === "quoted" ? { from: token.text, through: through.text } : undefined;
  }
  return toValue(token);
}

/** A range of numbers or addresses. */
const rangeEnds =
  /^([\d.]+|0x[\da-f]+|[\da-f]*:[\da-f:.]*)-([\d.]+|0x[\da-f]+|[\da-f]*:[\da-f:.]*)$/i;

/** Returns the value of a token. */
function toValue({ kind, text }: Token): Value {
  const [, from, through] = (kind === "word" && rangeEnds.exec(text)) || [];
  return from !== undefined && through !== undefined ? { from, through } : text;
}

/** The words after an element's value that do not change its matches. */
const besides: ReadonlySet<string> = new Set(["comment", "counter", "expires", "timeout"]);

/** Returns whether the tokens after a value leave its matches unchanged. */
function isPlain(tokens: readonly Token[]): boolean {
  const [first] = tokens;
  return (
    first === undefined || (first.kind === "word" && besides.has(first.text) && !hasLimit(tokens))
  );
}

const limiting: ReadonlySet<string> = new Set(["count", "limit", "quota"]);

/** Returns whether an element or a set has a limit. */
export function hasLimit(tokens: readonly Token[]): boolean {
  return tokens.some(({ kind, text }) => kind === "word" && limiting.has(text));
}

/** Reads a verdict: `accept`, `jump web`; returns `undefined` for anything else. */
export function readVerdict(tokens: readonly Token[]): Verdict | undefined {
  const [verdict, chain, ...others] = tokens;
  if (verdict?.kind !== "word" || others.length > 0) {
    return undefined;
  }
  switch (verdict.text) {
    case "jump":
    case "goto":
      return chain?.kind === "word" || chain?.kind === "name"
        ? { kind: verdict.text, chain: chain.text }
        : undefined;
    case "accept":
    case "drop":
    case "return":
      return chain ? undefined : { kind: verdict.text };
    case "continue":
      return chain ? undefined : { kind: "none" };
    default:
      return undefined;
  }
}
