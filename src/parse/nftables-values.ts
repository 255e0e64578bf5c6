import type { Item, MapEntry } from "./nftables-ruleset.ts";
import { isSign, type Token } from "./nftables-tokens.ts";

/** Cuts the tokens of a list at its commas. */
function parts(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const found: Token[][] = [[]];
  for (const token of tokens) {
    if (isSign(token, ",")) {
      found.push([]);
    } else {
      found.at(-1)?.push(token);
    }
  }
  return found.filter((part) => part.length > 0);
}

/** The values of a list; `undefined` where one is not understood. */
export function readItems(tokens: readonly Token[]): readonly Item[] | undefined {
  const items = parts(tokens).map((part) => (isPlain(part.slice(1)) ? part[0]?.text : undefined));
  return items.includes(undefined) ? undefined : (items as Item[]);
}

/** The elements of a map of verdicts; `undefined` where one is not understood. */
export function readEntries(tokens: readonly Token[]): readonly MapEntry[] | undefined {
  const entries = parts(tokens).map((part) => {
    const colon = part.findIndex(({ text, kind }) => text === ":" && kind === "word");
    const item = part[0];
    const outcome = readVerdict(part.slice(colon + 1));
    return colon > 0 && item && outcome && isPlain(part.slice(1, colon))
      ? { item: item.text, outcome }
      : undefined;
  });
  return entries.includes(undefined) ? undefined : (entries as MapEntry[]);
}

/** Whether what follows a value of a list says nothing of which packets are meant. */
function isPlain(tokens: readonly Token[]): boolean {
  const [first] = tokens;
  return (
    first === undefined ||
    (first.kind === "word" && ["comment", "counter", "expires", "timeout"].includes(first.text))
  );
}

/** What a rule does that ends in some tokens: `accept`, `jump web`; `undefined` for anything else. */
export function readVerdict(tokens: readonly Token[]): MapEntry["outcome"] | undefined {
  const [verdict, chain, ...others] = tokens.map(({ kind, text }) =>
    kind === "quoted" ? "" : text,
  );
  if ((verdict === "jump" || verdict === "goto") && chain !== undefined && others.length === 0) {
    return { kind: verdict, chain };
  }
  if (chain === undefined && (verdict === "accept" || verdict === "drop" || verdict === "return")) {
    return { kind: verdict };
  }
  return chain === undefined && verdict === "continue" ? { kind: "none" } : undefined;
}
