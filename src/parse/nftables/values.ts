import { isSign, type Token } from "./lexer.ts";
import { dot, type Item, type MapEntry } from "./ruleset.ts";

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
  const items = parts(tokens).map(readItem);
  return items.includes(undefined) ? undefined : (items as Item[]);
}

/** A value, or several with dots between them; `undefined` where more follows that says what is meant. */
function readItem(tokens: readonly Token[]): Item | undefined {
  let item = tokens[0]?.text;
  let end = 1;
  for (let next = tokens[2]; next && isDot(tokens[end]); next = tokens[end + 1]) {
    item += dot + next.text;
    end += 2;
  }
  return isPlain(tokens.slice(end)) ? item : undefined;
}

/** The elements of a map of verdicts; `undefined` where one is not understood. */
export function readEntries(tokens: readonly Token[]): readonly MapEntry[] | undefined {
  const entries = parts(tokens).map((part) => {
    const colon = part.findIndex(({ text, kind }) => text === ":" && kind === "word");
    const item = colon > 0 ? readItem(part.slice(0, colon)) : undefined;
    const outcome = readVerdict(part.slice(colon + 1));
    return item !== undefined && outcome ? { item, outcome } : undefined;
  });
  return entries.includes(undefined) ? undefined : (entries as MapEntry[]);
}

function isDot(token: Token | undefined): boolean {
  return token?.kind === "word" && token.text === ".";
}

/** Whether what follows a value of a list says nothing of which packets are meant. */
function isPlain(tokens: readonly Token[]): boolean {
  return (
    tokens.length === 0 ||
    (ofElements.has(tokens[0]?.kind === "word" ? tokens[0].text : "") && !hasLimit(tokens))
  );
}

/** What an element may have beside its value that does nothing to what it fits. */
const ofElements: ReadonlySet<string> = new Set(["comment", "counter", "expires", "timeout"]);

/** Whether what stands beside an element, or the elements of a set, lets them fit now and then alone. */
export function hasLimit(tokens: readonly Token[]): boolean {
  return tokens.some(
    ({ kind, text }) => kind === "word" && ["count", "limit", "quota"].includes(text),
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
