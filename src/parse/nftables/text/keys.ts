import type { Field, Key } from "../ruleset.ts";
import type { TokenReader } from "./token-reader.ts";
import { conntrackFields, fieldPrefixes, metaFields } from "./words.ts";

/** Reads `tcp dport`, `iifname` or `ct state`; returns `undefined` for anything else. */
export function readField(tokens: TokenReader): Field | undefined {
  const { word } = tokens;
  const read = special.get(word);
  if (read) {
    return read(tokens);
  }
  if (metaFields.has(word)) {
    tokens.skip(1);
    return { protocol: "meta", field: word };
  }
  return fieldPrefixes.has(word) ? plain(tokens) : undefined;
}

type ReadField = (tokens: TokenReader) => Field | undefined;

/** Reads a protocol and the name of its field. */
const plain: ReadField = (tokens) => ({ protocol: takeWord(tokens), field: takeWord(tokens) });

/** Reads `tcp option maxseg`, `tcp option maxseg size`, or any other field. */
const withOptions: ReadField = (tokens) => {
  if (tokens.wordAfter(1) !== "option") {
    return plain(tokens);
  }
  const protocol = `${takeWord(tokens)} ${takeWord(tokens)}`;
  const name = takeWord(tokens);
  const isWhole = !/^[a-z]/.test(tokens.word) || isPresence(tokens.word);
  return { protocol, field: isWhole ? name : `${name} ${takeWord(tokens)}` };
};

function isPresence(word: string): boolean {
  return word === "exists" || word === "missing";
}

/** Reads `ct state`, `ct original ip saddr`. */
const ofConnection: ReadField = (tokens) => {
  const words = [1, 2, 3].map((count) => tokens.wordAfter(count));
  const isDirected = words[0] === "original" || words[0] === "reply";
  const hasFamily = isDirected && (words[1] === "ip" || words[1] === "ip6");
  const field = words.slice(0, 1 + Number(isDirected) + Number(hasFamily));
  if (!conntrackFields.has(String(field.at(-1)))) {
    return undefined;
  }
  tokens.skip(1 + field.length);
  return { protocol: "ct", field: field.join(" ") };
};

/** Reads `rt nexthop`, `rt ip nexthop`, `rt type`. */
const ofRoute: ReadField = (tokens) => {
  const protocol = takeWord(tokens);
  const family = tokens.word === "ip" || tokens.word === "ip6" ? `${takeWord(tokens)} ` : "";
  return { protocol, field: `${family}${takeWord(tokens)}` };
};

/** Reads `ipsec in reqid`, `ipsec out spnum 1 ip saddr`. */
const ofTransform: ReadField = (tokens) => {
  const protocol = takeWord(tokens);
  const direction = takeWord(tokens);
  tokens.acceptPairs("spnum");
  const family = tokens.word === "ip" || tokens.word === "ip6" ? `${takeWord(tokens)} ` : "";
  return { protocol, field: `${direction} ${family}${takeWord(tokens)}` };
};

/** Reads `socket mark`, `socket cgroupv2 level 1`. */
const ofSocket: ReadField = (tokens) => {
  const field = plain(tokens);
  tokens.acceptPairs("level");
  return field;
};

/** Reads `osf name`, `osf ttl loose name`. */
const ofSystem: ReadField = (tokens) => {
  const protocol = takeWord(tokens);
  tokens.acceptPairs("ttl");
  return { protocol, field: takeWord(tokens) };
};

/** Reads `numgen inc mod 2 offset 1`, `jhash ip saddr . ip daddr mod 2 seed 0x1`. */
const generated: ReadField = (tokens) => {
  const field = plain(tokens);
  while (!tokens.isAtEnd && tokens.word !== "mod") {
    tokens.skip(1);
  }
  tokens.acceptPairs("mod", "seed", "offset");
  return field;
};

/** Reads `symhash mod 2`. */
const hashed: ReadField = (tokens) => {
  const protocol = takeWord(tokens);
  tokens.acceptPairs("mod", "offset");
  return { protocol, field: "mod" };
};

/** Reads `@th,16,16`. */
const payload: ReadField = (tokens) => {
  const protocol = takeWord(tokens);
  const isRead = tokens.accept(",");
  const offset = takeWord(tokens);
  return isRead && tokens.accept(",")
    ? { protocol, field: `${offset},${takeWord(tokens)}` }
    : undefined;
};

/** The fields that are not a protocol and one word. */
const special: ReadonlyMap<string, ReadField> = new Map([
  ["@ih", payload],
  ["@ll", payload],
  ["@nh", payload],
  ["@th", payload],
  ["ct", ofConnection],
  ["dccp", withOptions],
  ["ip", withOptions],
  ["ipsec", ofTransform],
  ["jhash", generated],
  ["numgen", generated],
  ["osf", ofSystem],
  ["rt", ofRoute],
  ["socket", ofSocket],
  ["symhash", hashed],
  ["tcp", withOptions],
]);

function takeWord(tokens: TokenReader): string {
  const { word } = tokens;
  tokens.skip(1);
  return word;
}

/** Reads the parts of a concatenation after the first; returns `undefined` if one is unsupported. */
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
