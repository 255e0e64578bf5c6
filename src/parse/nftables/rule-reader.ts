import { excerpt } from "../../util/excerpt.ts";
import { isSign, type Token } from "./lexer.ts";
import {
  dot,
  harmlessToWrite,
  type NftRule,
  type Operator,
  type Outcome,
  type Place,
  type Test,
  type Values,
} from "./ruleset.ts";
import { readEntries, readItems, readVerdict } from "./values.ts";

/** Keys that stand without `meta`. */
const metaKeys = new Set(
  "iif iifname iiftype iifgroup oif oifname oiftype oifgroup mark pkttype skuid skgid cgroup cpu".split(
    " ",
  ),
);

/** Protocols and others whose name comes before that of a field. */
const keyBeginnings = new Set(
  "ah arp comp dccp esp ether icmp icmpv6 igmp ip ip6 meta sctp tcp th udp udplite vlan".split(" "),
);

/** What `ct` may ask of both directions of a connection. */
const conntrackKeys = new Set(
  "direction expectation helper label mark state status timeout zone".split(" "),
);

const verdicts = new Set(["accept", "continue", "drop", "goto", "jump", "return"]);

/** What a statement begins with that does not begin with a key. */
const statements = new Set([
  ...verdicts,
  ..."add comment counter ct delete dnat fib fwd limit log masquerade meter notrack queue".split(
    " ",
  ),
  ..."redirect reject snat synproxy tproxy update".split(" "),
]);

/** Reads the tokens of a rule; `comment` is what stands after it. */
export function readRule(tokens: readonly Token[], comment: string, place: Place): NftRule {
  return new RuleReader(tokens, comment).read(place);
}

class RuleReader {
  readonly #tokens: readonly Token[];
  readonly #comment: string;
  readonly #tests: Test[] = [];
  readonly #unclear: string[] = [];
  readonly #writes: string[] = [];
  #outcome: Outcome = { kind: "none" };
  #position = 0;

  constructor(tokens: readonly Token[], comment: string) {
    this.#tokens = tokens;
    this.#comment = comment;
  }

  read(place: Place): NftRule {
    while (this.#position < this.#tokens.length) {
      this.#readStatement();
    }
    // Where nft lacks the words for a match or a target of iptables, it writes it as a comment.
    if (this.#outcome.kind === "none" && !/^(?:# handle \d+\s*)?$/.test(this.#comment)) {
      this.#unclear.push(this.#comment);
      this.#outcome = { kind: "unknown", text: "what the rule does is a comment to nft" };
    }
    return {
      place,
      writes: this.#writes,
      tests: this.#tests,
      unclear: this.#unclear,
      outcome: this.#outcome,
    };
  }

  #word(offset = 0): string {
    const token = this.#tokens[this.#position + offset];
    return token === undefined || token.kind === "quoted" ? "" : token.text;
  }

  #take(): string {
    return this.#tokens[this.#position++]?.text ?? "";
  }

  /** Skips tokens as long as they are given words, each with a value after it. */
  #skipPairs(words: readonly string[]): void {
    while (words.includes(this.#word())) {
      this.#position += 2;
    }
  }

  #readStatement(): void {
    const word = this.#word();
    switch (word) {
      case "counter":
        this.#position++;
        this.#skipPairs(["packets", "bytes", "name"]);
        return;
      case "comment":
        this.#position += 2;
        return;
      case "log":
        this.#position++;
        this.#skipPairs(["prefix", "level", "group", "snaplen", "queue-threshold"]);
        if (this.#word() === "flags") {
          this.#position += 2;
          this.#skipWordList();
        }
        return;
      case "limit":
        this.#readLimit();
        return;
      case "accept":
      case "drop":
      case "return":
      case "continue":
      case "jump":
      case "goto":
        this.#readVerdict();
        return;
      case "reject":
        this.#outcome = { kind: "drop" };
        this.#position = this.#tokens.length;
        return;
      case "snat":
      case "masquerade":
        this.#outcome = { kind: "accept" };
        this.#position = this.#tokens.length;
        return;
      case "add":
      case "update":
      case "delete":
      case "meter":
        this.#readSetStatement();
        return;
      case "dnat":
      case "fwd":
      case "notrack":
      case "queue":
      case "redirect":
      case "synproxy":
      case "tproxy":
        this.#outcome = { kind: "unknown", text: `${word} sends connections elsewhere` };
        this.#position = this.#tokens.length;
        return;
      case "ct":
        this.#readConntrack();
        return;
      case "fib":
        this.#readFib();
        return;
      default:
        if (word === "tcp" && this.#word(1) === "option") {
          this.#readTcpOption();
        } else {
          const start = this.#position;
          const key = this.#readKey();
          if (key === undefined) {
            this.#giveUp(start, false);
          } else {
            this.#readTest(key, start);
          }
        }
    }
  }

  /** `tcp dport`, `iifname`, `ct state`; `undefined` for what is none of these. */
  #readKey(): string | undefined {
    const word = this.#word();
    if (metaKeys.has(word)) {
      this.#position++;
      return `meta ${word}`;
    }
    const field = this.#word(1);
    if (keyBeginnings.has(word) || (word === "ct" && conntrackKeys.has(field))) {
      this.#position += 2;
      return `${word} ${field}`;
    }
    return undefined;
  }

  /** `add @recent { ip saddr limit rate over 10/minute }`. */
  #readSetStatement(): void {
    const start = this.#position;
    this.#writes.push(this.#word(1).replace(/^@/, ""));
    while (this.#position < this.#tokens.length && this.#word() !== "{") {
      this.#position++;
    }
    const words = this.#braces().map(({ text }) => text);
    if (["limit", "quota", "count"].some((each) => words.includes(each))) {
      this.#unclear.push(this.#textFrom(start));
    }
  }

  /** `tcp option maxseg size set rt mtu`. */
  #readTcpOption(): void {
    const start = this.#position;
    if (this.#word(4) === "set") {
      this.#position += 4;
      this.#readTest("tcp option", start);
    } else {
      this.#giveUp(start, true);
    }
  }

  /** `sequence,options`, and the like after it. */
  #skipWordList(): void {
    while (this.#word() === ",") {
      this.#position += 2;
    }
    if (["tcp", "ip"].includes(this.#word(-1)) && /^(?:sequence|options)$/.test(this.#word())) {
      this.#position++;
      this.#skipWordList();
    }
  }

  /** `limit rate over 5/minute burst 5 packets`, `limit name "x"`. */
  #readLimit(): void {
    const start = this.#position++;
    this.#skipPairs(["name"]);
    if (this.#word() === "rate") {
      this.#position++;
      if (this.#word() === "over") {
        this.#position++;
      }
      this.#position++;
      if (/^[km]?bytes\//.test(this.#word())) {
        this.#position++;
      }
      if (this.#word() === "burst") {
        this.#position += 3;
      }
    }
    this.#unclear.push(this.#textFrom(start));
  }

  #readVerdict(): void {
    const verdict = this.#verdictAt(this.#position);
    if (verdict) {
      this.#outcome = verdict;
      this.#position = this.#tokens.length;
    } else {
      this.#giveUp(this.#position, false);
    }
  }

  /** What a rule does that ends in a verdict, but for a comment after it. */
  #verdictAt(start: number): ReturnType<typeof readVerdict> {
    const end = this.#tokens.findIndex(
      ({ kind, text }, index) => index > start && kind === "word" && text === "comment",
    );
    return readVerdict(this.#tokens.slice(start, end < 0 ? this.#tokens.length : end));
  }

  /** `ct state new`, `ct mark set 1`, `ct count over 3`. */
  #readConntrack(): void {
    const start = this.#position;
    if (this.#word(1) === "count") {
      this.#position += this.#word(2) === "over" ? 4 : 3;
      this.#unclear.push(this.#textFrom(start));
      return;
    }
    const key = this.#readKey();
    if (key === undefined) {
      this.#giveUp(start, true);
    } else {
      this.#readTest(key, start);
    }
  }

  /** `fib daddr type local`, `fib saddr . iif oif missing`. */
  #readFib(): void {
    const start = this.#position++;
    const flags: string[] = [];
    for (;;) {
      flags.push(this.#take());
      if (this.#word() !== ".") {
        break;
      }
      this.#position++;
    }
    const result = this.#take();
    if (this.#position >= this.#tokens.length) {
      this.#giveUp(start, true);
      return;
    }
    // A mark in the key changes routes only where there are rules for it.
    this.#readTest(["fib", ...flags.filter((flag) => flag !== "mark"), result].join(" "), start);
  }

  /** The rest of a comparison that begins at a token, of which the first key was read. */
  #readTest(first: string, start: number): void {
    const keys = [first];
    while (this.#word() === ".") {
      this.#position++;
      const key = this.#readKey();
      if (key === undefined) {
        this.#giveUp(start, true);
        return;
      }
      keys.push(key);
    }
    const key = keys.join(dot);
    switch (this.#word()) {
      case "set":
        this.#position++;
        this.#readWritten(key, start);
        return;
      case "vmap":
        this.#position++;
        this.#readMap(key);
        return;
      case "and":
      case "or":
      case "xor":
      case "map":
      case "":
        if (this.#word() !== "" || this.#tokens[this.#position]?.kind !== "quoted") {
          this.#giveUp(start, true);
          return;
        }
    }
    const mask = this.#word() === "&" ? this.#readMask() : undefined;
    const hasOperator = /^(?:[=!<>]=|[<>])$/.test(this.#word());
    const operator = hasOperator ? (this.#take() as Operator) : undefined;
    const values = this.#readValues();
    const slashed = this.#word() === "/" ? this.#readMask() : mask;
    if (values === undefined) {
      this.#giveUp(start, true);
      return;
    }
    const isFlags = key === "ct state" || key === "ct status" || key === "tcp flags";
    this.#tests.push({
      key,
      operator: operator ?? (isFlags && !slashed && !isSetOf(values) ? "in" : "=="),
      values,
      mask: slashed,
    });
  }

  /** What a rule writes to a field: `0x1`, `ct mark`, `meta mark & 0xff`, `tcp dport map { 22 : 0x1 }`. */
  #readWritten(key: string, start: number): void {
    // A packet that has no such field, or one that the map has not, ends the rule.
    let isAlways = true;
    for (;;) {
      const operand = this.#readKey();
      if (operand === undefined) {
        this.#position++;
      }
      isAlways &&= operand === undefined || /^(?:ct|meta) /.test(operand);
      if (!["&", "^", "|", "<<", ">>", "and", "or", "xor"].includes(this.#word())) {
        break;
      }
      this.#position++;
    }
    if (this.#word() === "map") {
      isAlways = false;
      this.#position++;
      if (isSign(this.#tokens[this.#position], "{")) {
        this.#braces();
      } else {
        this.#position++;
      }
    }
    const isEnd = this.#position >= this.#tokens.length || this.#isStatement();
    if (!isEnd || !harmlessToWrite.has(key)) {
      this.#giveUp(start, false);
    } else if (!isAlways) {
      this.#unclear.push(this.#textFrom(start));
    }
  }

  /** Whether a statement begins here. */
  #isStatement(): boolean {
    const word = this.#word();
    return statements.has(word) || metaKeys.has(word) || keyBeginnings.has(word);
  }

  /** `& (fin | syn)`, `/ fin,syn`. */
  #readMask(): readonly string[] {
    this.#position++;
    const hasBracket = this.#word() === "(";
    if (hasBracket) {
      this.#position++;
    }
    const names = this.#readNames();
    if (hasBracket) {
      this.#position++;
    }
    return names;
  }

  /** `fin | syn`, `fin,syn`. */
  #readNames(): readonly string[] {
    const names = [this.#take()];
    while (this.#word() === "," || this.#word() === "|") {
      this.#position++;
      names.push(this.#take());
    }
    return names;
  }

  /** `22`, `{ 22, 80 }`, `@ports`, `established,related`, `(syn | ack)`. */
  #readValues(): Values | undefined {
    const first = this.#tokens[this.#position];
    if (isSign(first, "{")) {
      const items = readItems(this.#braces());
      return items && { items, isSet: true };
    }
    if (isSign(first, "(")) {
      this.#position++;
      const items = this.#readNames();
      this.#position++;
      return { items, isSet: false };
    }
    if (first === undefined || first.kind === "sign" || verdicts.has(this.#word())) {
      return undefined;
    }
    if (this.#word().startsWith("@")) {
      return { set: this.#take().slice(1) };
    }
    return { items: this.#readNames(), isSet: false };
  }

  #readMap(key: string): void {
    const start = this.#position;
    if (isSign(this.#tokens[start], "{")) {
      const entries = readEntries(this.#braces());
      this.#outcome = entries
        ? { kind: "map", key, entries }
        : { kind: "unknown", text: `the map of ${key} is not understood` };
    } else {
      const name = this.#take();
      this.#outcome = name.startsWith("@")
        ? { kind: "map", key, entries: name.slice(1) }
        : { kind: "unknown", text: `the map of ${key} is not understood` };
    }
    if (this.#position < this.#tokens.length && this.#word() !== "comment") {
      this.#outcome = { kind: "unknown", text: `what follows the map of ${key} is not understood` };
    }
    this.#position = this.#tokens.length;
  }

  /** The tokens within braces, of which the first one is here. */
  #braces(): readonly Token[] {
    const start = this.#position + 1;
    let end = start;
    while (!isSign(this.#tokens[end], "}")) {
      end++;
    }
    this.#position = end + 1;
    return this.#tokens.slice(start, end);
  }

  /**
   * Takes the rest of the rule for something that is not understood. Of a condition, what the rule does
   * where it holds is still known.
   */
  #giveUp(start: number, isCondition: boolean): void {
    const text = this.#textFrom(start, this.#tokens.length);
    const ends = this.#tokens.findLastIndex(
      ({ kind, text }, index) => index >= start && kind === "word" && verdicts.has(text),
    );
    const verdict = isCondition && ends >= 0 ? this.#verdictAt(ends) : undefined;
    this.#unclear.push(text);
    this.#outcome = verdict ?? {
      kind: "unknown",
      text: `what the rule does is not understood: ${excerpt(text)}`,
    };
    this.#position = this.#tokens.length;
  }

  #textFrom(start: number, end = this.#position): string {
    return this.#tokens
      .slice(Math.max(start, 0), end)
      .map(({ text }) => text)
      .join(" ");
  }
}

function isSetOf(values: Values): boolean {
  return "set" in values || values.isSet;
}
