import { addEffect } from "../add-effect.ts";
import { portOf } from "../fields/ports.ts";
import { testsOfKey, testsOfReject, testsOfTranslation } from "../implied-tests.ts";
import { undeterminedBy, xtMatch } from "../outcomes.ts";
import type { Rate, RateKind } from "../rates.ts";
import type { Key } from "../ruleset.ts";
import { xtTarget } from "../xt-targets.ts";
import { readComparison } from "./comparisons.ts";
import { readField, readKey } from "./keys.ts";
import type { Token } from "./lexer.ts";
import { readRate } from "./read-rate.ts";
import type { ReadStatement } from "./reading.ts";
import { TokenReader } from "./token-reader.ts";
import { hasLimit, readVerdict } from "./values.ts";
import { withoutComment } from "./verdicts.ts";

/** Reads the next statement of a rule. */
export const readStatement: ReadStatement = (tokens, draft) =>
  (statements.get(tokens.word) ?? readTest)(tokens, draft);

const readTest: ReadStatement = (tokens, draft) => {
  const start = tokens.position;
  const field = readField(tokens);
  return field ? readComparison(field, start, tokens, draft) : "unclear";
};

/** Reads `ct state new`, `ct mark set 1`, `ct count over 3`. */
const readConntrack: ReadStatement = (tokens, draft) => {
  const start = tokens.position;
  if (tokens.wordAfter(1) === "count") {
    tokens.skip(1);
    draft.rates.push(readRate("count", start, tokens));
    return "read";
  }
  const field = readField(tokens);
  return field ? readComparison(field, start, tokens, draft) : "unclear condition";
};

/** Reads `fib daddr type local`, `fib saddr . iif oif missing`. */
const readFib: ReadStatement = (tokens, draft) => {
  const start = tokens.position;
  const flags: string[] = [];
  tokens.skip(1);
  do {
    flags.push(tokens.word);
    tokens.skip(1);
  } while (tokens.accept("."));
  const field = tokens.word;
  tokens.skip(1);
  return tokens.isAtEnd
    ? "unclear condition"
    : readComparison({ protocol: "fib", field, flags }, start, tokens, draft);
};

/** Reads `counter packets 0 bytes 0`, `counter name "web"`. */
const readCounter: ReadStatement = (tokens) => {
  tokens.skip(1);
  tokens.acceptPairs("packets", "bytes", "name");
  return "read";
};

/** Reads `comment "web"`, which ends a rule; nft prints quotes inside it unescaped. */
const readComment: ReadStatement = (tokens) => {
  const [, first, ...others] = tokens.takeRest();
  return first?.kind === "quoted" || others.length === 0 ? "read" : "unclear";
};

/** Reads `log prefix "web" group 1 flags tcp sequence,options`. */
const readLog: ReadStatement = (tokens) => {
  tokens.skip(1);
  do {
    tokens.acceptPairs("prefix", "level", "group", "snaplen", "queue-threshold");
  } while (acceptLogFlags(tokens));
  return "read";
};

/** Takes `flags all` or `flags tcp sequence,options`; returns whether they are present. */
function acceptLogFlags(tokens: TokenReader): boolean {
  const areHere = tokens.accept("flags");
  if (areHere) {
    tokens.accept("tcp", "ip");
    do {
      tokens.skip(1);
    } while (tokens.accept(","));
  }
  return areHere;
}

/** Reads `limit rate over 5/minute burst 5 packets`, `quota name "web"`. */
function readLimit(kind: RateKind): ReadStatement {
  return (tokens, draft) => {
    draft.rates.push(readRate(kind, tokens.position, tokens));
    return "read";
  };
}

/** Reads `xt match recent`, `xt target "LOG"`; nft does not know their options. */
const readXt: ReadStatement = (tokens, draft) => {
  const isTarget = tokens.wordAfter(1) === "target";
  tokens.skip(2);
  const name = tokens.take()?.text ?? "";
  if (isTarget) {
    draft.outcome = xtTarget(name);
  } else {
    draft.tests.push(xtMatch(name));
  }
  return "read";
};

/** Reads `last`, `last used 5s`, `last used never`, which only record when a rule last matched. */
const readLast: ReadStatement = (tokens) => {
  tokens.skip(1);
  tokens.acceptPairs("used");
  return "read";
};

/** Reads `reset tcp option timestamp`. */
const readReset: ReadStatement = (tokens) => {
  tokens.skip(4);
  return "read";
};

/** Reads `flow add @ft`, `dup to 10.0.0.2 device "eth0"`: the packet itself continues. */
const readCopy: ReadStatement = (tokens) => {
  tokens.skip(3);
  tokens.acceptPairs("device");
  return "read";
};

/** Reads `add @recent { ip saddr limit rate over 10/minute }`. */
const readSetStatement: ReadStatement = (tokens, draft) => {
  const start = tokens.position;
  const isAdded = tokens.word !== "delete";
  const set = tokens.wordAfter(1).replace(/^@/, "");
  draft.writes.push(set);
  while (!tokens.isAtEnd && tokens.word !== "{") {
    tokens.skip(1);
  }
  const elements = tokens.acceptBraces();
  const key = elements && readElementKey(elements);
  if (key) {
    draft.tests.push(...testsOfKey(key));
  } else {
    // It may imply a family or protocol.
    draft.unclear.push(tokens.textFrom(start));
  }
  const isLimited = elements !== undefined && hasLimit(elements);
  if (isLimited) {
    const rate = readElementRate(elements);
    if (rate) {
      draft.rates.push(rate);
    } else {
      draft.unclear.push(tokens.textFrom(start));
    }
  }
  addEffect(draft, { kind: "member", set, key: isLimited ? undefined : key, isAdded });
  return elements ? "read" : "unclear";
};

/** Reads the key of an element added to a set: `ip saddr timeout 1h`; returns `undefined` if unsupported. */
function readElementKey(elements: readonly Token[]): Key | undefined {
  const tokens = new TokenReader(elements);
  const field = readField(tokens);
  return field && readKey(field, tokens);
}

/** Reads the limit of an element added to a set; returns `undefined` if anything except a counter follows it. */
function readElementRate(elements: readonly Token[]): Rate | undefined {
  const start = elements.findIndex((token) => hasLimit([token]));
  const tokens = new TokenReader(elements.slice(start));
  const rate = readRate(tokens.word as RateKind, 0, tokens);
  return tokens.isAtEnd || tokens.word === "counter" ? rate : undefined;
}

const readLastStatement: ReadStatement = (tokens, draft) => {
  const verdict = readVerdict(withoutComment(tokens.takeRest()));
  draft.outcome = verdict ?? draft.outcome;
  return verdict ? "read" : "unclear";
};

/** Reads `reject with tcp reset`, which ends a rule. */
const readReject: ReadStatement = (tokens, draft) => {
  const [, , answer] = tokens.takeRest();
  draft.tests.push(...testsOfReject(answer?.text ?? ""));
  draft.outcome = { kind: "drop" };
  return "read";
};

/** Reads `snat to 192.0.2.1`, which accepts packets. */
const readSourceTranslation: ReadStatement = (tokens, draft) => {
  tokens.takeRest();
  draft.outcome = { kind: "accept" };
  return "read";
};

/** Reads a statement that leaves the fate of packets undetermined. */
const readElsewhere: ReadStatement = (tokens, draft) => {
  draft.outcome = undeterminedBy(tokens.word);
  tokens.takeRest();
  return "read";
};

/**
 * Reads `redirect to :8080`, `redirect to :"http"`, `dnat ip to :8080`, which redirect packets to a port of the
 * server.
 */
const readRedirected: ReadStatement = (tokens, draft) => {
  const { word } = tokens;
  const words = withoutComment(tokens.takeRest().slice(1)).map(({ text }) => text);
  draft.tests.push(...testsOfTranslation(words[0] ?? ""));
  const place = words.filter((text) => !["ip", "ip6", "to"].includes(text)).join("");
  const [, colon, name = ""] = /^(:?)([\w-]+)$/.exec(place) ?? [];
  const port = portOf(name);
  const isOwn =
    word === "redirect" ? place === "" || port !== undefined : colon === ":" && port !== undefined;
  draft.outcome = isOwn ? { kind: "redirect", port } : undeterminedBy(word, place);
  return "read";
};

/** Reads `notrack`. */
const readUntracked: ReadStatement = (tokens, draft) => {
  tokens.skip(1);
  addEffect(draft, { kind: "untrack" });
  return "read";
};

/** The readers of statements, by first word; any other statement is a test. */
const statements: ReadonlyMap<string, ReadStatement> = new Map([
  ["accept", readLastStatement],
  ["add", readSetStatement],
  ["comment", readComment],
  ["continue", readLastStatement],
  ["counter", readCounter],
  ["ct", readConntrack],
  ["delete", readSetStatement],
  ["dnat", readRedirected],
  ["drop", readLastStatement],
  ["dup", readCopy],
  ["fib", readFib],
  ["flow", readCopy],
  ["fwd", readElsewhere],
  ["goto", readLastStatement],
  ["jump", readLastStatement],
  ["last", readLast],
  ["limit", readLimit("limit")],
  ["log", readLog],
  ["masquerade", readSourceTranslation],
  ["meter", readSetStatement],
  ["notrack", readUntracked],
  ["queue", readElsewhere],
  ["quota", readLimit("quota")],
  ["redirect", readRedirected],
  ["reject", readReject],
  ["reset", readReset],
  ["return", readLastStatement],
  ["snat", readSourceTranslation],
  ["synproxy", readElsewhere],
  ["tproxy", readElsewhere],
  ["update", readSetStatement],
  ["xt", readXt],
]);
