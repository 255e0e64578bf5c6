import type { Item, MapEntry, Value, Verdict } from "../ruleset.ts";
import { isSign, type Token } from "./lexer.ts";
import { TokenReader } from "./token-reader.ts";

/** Reads the values of a list; returns `undefined` if one is not understood. */
export function readItems(tokens: readonly Token[]): readonly Item[] | undefined {
  return readParts(tokens, readItem);
}

/** Reads the elements of a verdict map; returns `undefined` if one is not understood. */
export function readEntries(tokens: readonly Token[]): readonly MapEntry[] | undefined {
  return readParts(tokens, (part) => {
    const colon = part.findIndex((token) => isWord(token, ":"));
    const item = colon > 0 ? readItem(part.slice(0, colon)) : undefined;
    const outcome = readVerdict(part.slice(colon + 1));
    return item && outcome && { item, outcome };
  });
}

/** Reads the parts of a list between its commas; returns `undefined` if one is not understood. */
function readParts<T>(
  tokens: readonly Token[],
  read: (part: readonly Token[]) => T | undefined,
): readonly T[] | undefined {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (isSign(token, ",")) {
      parts.push([]);
    } else {
      parts.at(-1)?.push(token);
    }
  }
  const found = parts.filter(({ length }) => length > 0).map(read);
  return found.every((each) => each !== undefined) ? found : undefined;
}

/** Reads a value, or several with dots between them; returns `undefined` for a condition after it. */
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

/** Takes a value, a range whose ends are in quotes, or flags with bars between them. */
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

/** A number or an address, by which a range begins or ends. */
const rangeEnds =
  /^([\d.]+|0x[\da-f]+|[\da-f]*:[\da-f:.]*)-([\d.]+|0x[\da-f]+|[\da-f]*:[\da-f:.]*)$/i;

/** Returns the value a token stands for. */
function toValue({ kind, text }: Token): Value {
  const [, from, through] = (kind === "word" && rangeEnds.exec(text)) || [];
  return from !== undefined && through !== undefined ? { from, through } : text;
}

function isWord(token: Token | undefined, text: string): boolean {
  return token?.kind === "word" && token.text === text;
}

/** What an element may have besides its value that does not change what it matches. */
const besides: ReadonlySet<string> = new Set(["comment", "counter", "expires", "timeout"]);

/** Tells whether what follows a value does not change what it matches. */
function isPlain(tokens: readonly Token[]): boolean {
  const [first] = tokens;
  return (
    first === undefined || (first.kind === "word" && besides.has(first.text) && !hasLimit(tokens))
  );
}

const limiting: ReadonlySet<string> = new Set(["count", "limit", "quota"]);

/** Tells whether an element, or a set, matches now and then only. */
export function hasLimit(tokens: readonly Token[]): boolean {
  return tokens.some(({ kind, text }) => kind === "word" && limiting.has(text));
}

/** Reads where packets go: `accept`, `jump web`; returns `undefined` for anything else. */
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
