import type { Doubt } from "../../packet-filter/model.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { TextNotes } from "../notes.ts";
import { isSign, Lexer, type Token, wrongNft } from "./lexer.ts";
import { readRule } from "./rule-reader.ts";
import {
  addRule,
  chainOf,
  type NftChain,
  type NftTable,
  type NftTables,
  type Place,
} from "./ruleset.ts";
import { hasLimit, readEntries, readItems } from "./values.ts";

const families = new Set(["arp", "bridge", "inet", "ip", "ip6", "netdev"]);

/** The priorities that have names; those of bridges are of no matter here. */
const priorities: ReadonlyMap<string, number> = new Map([
  ["raw", -300],
  ["mangle", -150],
  ["dstnat", -100],
  ["filter", 0],
  ["security", 50],
  ["srcnat", 100],
]);

/**
 * Reads a text in the language of nft, and puts its tables to others.
 *
 * @returns why nothing is known of any connection: commands that are not followed
 * @throws {@link InvalidConfigurationError} for a text without tables, or that is cut off
 */
export function readNftablesText(
  text: string,
  notes: TextNotes,
  tables: NftTables,
): readonly Doubt[] {
  const lexer = new Lexer(text);
  const doubts: Doubt[] = [];
  let hasTable = false;
  for (let token = lexer.next(); token; token = lexer.next()) {
    if (token.kind === "end" || token.kind === "comment") {
      continue;
    }
    const statement = readLine(lexer, token);
    const words = statement.map((each) => each.text);
    const [command = "", object, ...rest] = words;
    if (command === "table" || (command === "add" && object === "table")) {
      hasTable = true;
      const [family, name] = tableName(command === "add" ? rest : words.slice(1), token.line);
      const table = tables.get(family, name);
      table.isDormant = false;
      if (lexer.peek()?.text === "{") {
        lexer.next();
        readTable(lexer, table, notes, doubts);
      }
    } else if (["delete", "destroy"].includes(command) && object === "table") {
      const [family, name] = tableName(rest, token.line);
      tables.delete((table) => table.family === family && table.name === name);
    } else if (command === "flush" && object === "table") {
      const [family, name] = tableName(rest, token.line);
      for (const chain of tables.get(family, name).chains.values()) {
        chain.rules.length = 0;
      }
    } else if (command === "flush" && object === "ruleset") {
      const [family] = rest;
      tables.delete((table) => family === undefined || table.family === family);
    } else if (!readDefinition(lexer, statement)) {
      doubts.push(notFollowed(lexer, statement, notes));
    }
  }
  if (!hasTable) {
    throw wrongNft(1, "begins a text without a table");
  }
  return doubts;
}

/** Reads `define name = value`, whose value may be in braces. */
function readDefinition(lexer: Lexer, statement: readonly Token[]): boolean {
  const [command, name, equals, ...value] = statement;
  if (command?.text !== "define" || equals?.text !== "=") {
    return false;
  }
  lexer.define(String(name?.text), [...value, ...readBraces(lexer)]);
  return true;
}

function notFollowed(lexer: Lexer, statement: readonly Token[], notes: TextNotes): Doubt {
  const words = statement.map(({ text }) => text).join(" ");
  readBraces(lexer);
  return notes.doubt((statement[0] as Token).line, `the command ${excerpt(words)} is not followed`);
}

/** The tokens up to the end of a statement or to a brace, which stay where they are. */
function readLine(lexer: Lexer, first: Token): readonly Token[] {
  const tokens = [first];
  for (let token = lexer.peek(); token && token.kind !== "end"; token = lexer.peek()) {
    if (token.kind === "sign" && (token.text === "{" || token.text === "}")) {
      break;
    }
    lexer.next();
    if (token.kind !== "comment") {
      tokens.push(token);
    }
  }
  return tokens;
}

/** The tokens of a part in braces, with them, if there is one. */
function readBraces(lexer: Lexer): readonly Token[] {
  const start = lexer.peek();
  if (start?.text !== "{" || start.kind !== "sign") {
    return [];
  }
  const tokens: Token[] = [];
  let depth = 0;
  do {
    const token = nextOf(lexer, start.line);
    if (token.kind === "sign") {
      depth += token.text === "{" ? 1 : token.text === "}" ? -1 : 0;
    }
    if (token.kind !== "comment" && token.text !== "\n") {
      tokens.push(token);
    }
  } while (depth > 0);
  return tokens;
}

function nextOf(lexer: Lexer, opened: number): Token {
  const token = lexer.next();
  if (token === undefined) {
    throw wrongNft(opened, "opens a part that is not closed: the text is cut off");
  }
  return token;
}

function tableName(words: readonly string[], line: number): [family: string, name: string] {
  const [family = "", name] = words;
  if (families.has(family) && name !== undefined) {
    return [family, name];
  }
  if (family === "" || name !== undefined) {
    throw wrongNft(line, "names no table");
  }
  return ["ip", family];
}

/** What a table may hold that does nothing unless a rule names it. */
const withoutRules = new Set(
  "comment counter ct flags flowtable limit quota secmark synproxy".split(" "),
);

/** Reads what is in the braces of a table, and adds why nothing is known of any connection. */
function readTable(lexer: Lexer, table: NftTable, notes: TextNotes, doubts: Doubt[]): void {
  const opened = lexer.line;
  for (let token = nextOf(lexer, opened); !isSign(token, "}"); token = nextOf(lexer, opened)) {
    if (token.kind === "end" || token.kind === "comment") {
      continue;
    }
    const statement = readLine(lexer, token);
    const words = statement.map((each) => each.text);
    const [kind = "", name = ""] = words;
    if (kind === "chain") {
      expectBrace(lexer, token.line);
      readChain(lexer, table, chainOf(table, name, { line: token.line, notes }), notes);
    } else if (kind === "set" || kind === "map") {
      readSet(kind, name, readBraces(lexer), table);
    } else if (withoutRules.has(kind)) {
      table.isDormant ||= kind === "flags" && words.includes("dormant");
      readBraces(lexer);
    } else if (!readDefinition(lexer, statement)) {
      doubts.push(notFollowed(lexer, statement, notes));
    }
  }
}

function expectBrace(lexer: Lexer, line: number): void {
  if (!isSign(lexer.next(), "{")) {
    throw wrongNft(line, "has no { after the name of a chain");
  }
}

/** Reads what is in the braces of a chain. */
function readChain(lexer: Lexer, table: NftTable, chain: NftChain, notes: TextNotes): void {
  const opened = lexer.line;
  let policy: "accept" | "drop" | undefined;
  for (let token = nextOf(lexer, opened); !isSign(token, "}"); token = nextOf(lexer, opened)) {
    if (token.kind === "end" || token.kind === "comment") {
      continue;
    }
    const { tokens, comment } = readStatement(lexer, token);
    const place: Place = { line: token.line, notes };
    switch (token.text) {
      case "type":
        chain.base = readBase(tokens, place);
        break;
      case "policy":
        policy = tokens[1]?.text === "drop" ? "drop" : "accept";
        break;
      case "comment":
      case "flags":
        break;
      default:
        addRule(table, chain, readRule(tokens, comment, place));
    }
  }
  if (chain.base && policy) {
    chain.base = { ...chain.base, policy };
  }
}

/** The tokens of a statement, those in its braces included, and the comment after it. */
function readStatement(
  lexer: Lexer,
  first: Token,
): { readonly tokens: readonly Token[]; readonly comment: string } {
  const tokens = [first];
  for (;;) {
    const token = lexer.peek();
    if (token === undefined || token.kind === "end" || isSign(token, "}")) {
      return { tokens, comment: "" };
    }
    if (token.kind === "comment") {
      lexer.next();
      return { tokens, comment: token.text };
    }
    if (isSign(token, "{")) {
      for (const each of readBraces(lexer)) {
        tokens.push(each);
      }
    } else {
      lexer.next();
      tokens.push(token);
    }
  }
}

/** Reads `type filter hook input device "eth0" priority filter - 5`. */
function readBase(tokens: readonly Token[], { line }: Place): NftChain["base"] {
  const words = tokens.map((each) => each.text);
  const after = (word: string) => String(words[words.indexOf(word) + 1]);
  const priority = words.indexOf("priority");
  const [, name = "", sign = "", number = "0"] =
    /^([a-z]*) ?([+-]?) ?(\d*)$/.exec(words.slice(priority + 1, priority + 4).join(" ")) ?? [];
  if (!words.includes("hook") || priority < 0) {
    throw wrongNft(line as number, "has no hook and priority");
  }
  return {
    type: String(words[1]),
    hook: after("hook"),
    priority: (priorities.get(name) ?? 0) + Number(number) * (sign === "-" ? -1 : 1),
    policy: "accept",
    device: words.includes("device") ? after("device") : words.includes("devices") ? "" : undefined,
  };
}

/** Reads a named set or map, whose elements stand in braces within braces. */
function readSet(
  kind: "map" | "set",
  name: string,
  tokens: readonly Token[],
  table: NftTable,
): void {
  const start = tokens.findIndex((each) => each.text === "elements" && each.kind === "word");
  const end = tokens.findIndex((each, index) => index > start && isSign(each, "}"));
  const elements = start < 0 ? [] : tokens.slice(start + 3, end);
  const before = kind === "set" ? table.sets.get(name) : undefined;
  if (kind === "set") {
    const others = start < 0 ? tokens : [...tokens.slice(0, start), ...tokens.slice(end + 1)];
    const items = hasLimit(others) ? undefined : readItems(elements);
    table.sets.set(name, items && [...(before ?? []), ...items]);
  } else {
    table.maps.set(name, readEntries(elements));
  }
}
