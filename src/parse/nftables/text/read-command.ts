import {
  addElements,
  addRule,
  chainOf,
  type TableDraft,
  type Tables,
  tableFamilies,
} from "../tables.ts";
import type { Token } from "./lexer.ts";
import { readChain } from "./read-chain.ts";
import { readRule } from "./read-rule.ts";
import { readSet } from "./read-set.ts";
import { readNamedRate } from "./read-table.ts";
import type { Source, Statement } from "./source.ts";
import { readEntries, readItems } from "./values.ts";

/** A command about an object in a table, partly read. */
interface Command {
  readonly source: Source;
  readonly head: Statement;
  readonly verb: string;
  readonly table: TableDraft;
  /** The name of the object. */
  readonly name: string;
  /** The tokens after the name. */
  readonly rest: readonly Token[];
}

/** Follows a command; returns whether it is supported. */
type Follow = (command: Command) => boolean;

/**
 * Reads a command that adds an object to a table the input declares, or removes one: `add rule inet filter input tcp
 * dport 22 accept`. Without a verb, it adds.
 *
 * @returns whether the command was followed, and its tokens taken
 */
export function readCommand(source: Source, head: Statement, tables: Tables): boolean {
  const [first] = head.tokens as readonly [Token];
  const hasVerb = verbs.has(first.text);
  const words = hasVerb ? head.tokens.slice(1) : head.tokens;
  const verb = hasVerb ? first.text : "add";
  const kind = String(words[0]?.text);
  const isInFamily = tableFamilies.has(String(words[1]?.text));
  const [table, name, ...rest] = words.slice(isInFamily ? 2 : 1);
  const found = table && tables.find(isInFamily ? String(words[1]?.text) : "ip", table.text);
  const follow = commands.get(verb)?.get(kind);
  return found && name && follow
    ? follow({ source, head, verb, table: found, name: name.text, rest })
    : false;
}

const verbs: ReadonlySet<string> = new Set([
  "add",
  "create",
  "delete",
  "destroy",
  "flush",
  "insert",
]);

const addOneRule: Follow = ({ source, head, verb, table, name, rest }) => {
  const chain = table.chains.get(name);
  if (chain === undefined || /^(?:handle|index|position)$/.test(String(rest[0]?.text))) {
    return false;
  }
  const statement = source.rest(head.tokens);
  const tokens = statement.tokens.slice(head.tokens.length - rest.length);
  const origin = source.origin(statement, table, name);
  const text = source.textOf(statement);
  const rule = readRule(tokens, statement.comment, { origin, prefix: "", text });
  addRule(chain, rule, verb === "insert" ? "start" : "end");
  return true;
};

const addChain: Follow = ({ source, table, name, rest }) => {
  const isWhole = rest.length === 0;
  if (isWhole) {
    const chain = chainOf(table, name);
    if (source.isBeforePart) {
      readChain(source, chain);
    }
  }
  return isWhole;
};

function addSet(kind: "map" | "set"): Follow {
  return ({ source, table, name }) => {
    readSet(kind, name, source.braces(), table);
    return true;
  };
}

function addRate(kind: "limit" | "quota"): Follow {
  return ({ source, table, name }) => {
    const isBeforePart = source.isBeforePart;
    if (isBeforePart) {
      readNamedRate(kind, name, source, table);
    }
    return isBeforePart;
  };
}

/** Reads `add element inet filter ports { 22 : accept }`. */
const addElement: Follow = ({ source, table, name }) => {
  if (table.maps.has(name)) {
    addElements(table.maps, name, readEntries(source.braces().slice(1, -1)));
  } else if (table.sets.has(name)) {
    addElements(table.sets, name, readItems(source.braces().slice(1, -1)));
  } else {
    return false;
  }
  return true;
};

/** Takes an object that has no effect unless a rule names it. */
const addOther: Follow = ({ source }) => {
  source.braces();
  return true;
};

const deleteChain: Follow = ({ table, name }) => table.chains.delete(name);

const flushChain: Follow = ({ table, name }) => {
  const chain = table.chains.get(name);
  chain?.rules.splice(0);
  return chain !== undefined;
};

const flushSet: Follow = ({ table, name }) => {
  const hasSet = table.sets.has(name);
  if (hasSet) {
    table.sets.set(name, []);
  }
  return hasSet;
};

const additions: ReadonlyMap<string, Follow> = new Map([
  ["chain", addChain],
  ["counter", addOther],
  ["element", addElement],
  ["flowtable", addOther],
  ["limit", addRate("limit")],
  ["map", addSet("map")],
  ["quota", addRate("quota")],
  ["rule", addOneRule],
  ["set", addSet("set")],
  ["synproxy", addOther],
]);

const deletions: ReadonlyMap<string, Follow> = new Map([["chain", deleteChain]]);

const commands: ReadonlyMap<string, ReadonlyMap<string, Follow>> = new Map([
  ["add", additions],
  ["create", additions],
  ["delete", deletions],
  ["destroy", deletions],
  [
    "flush",
    new Map([
      ["chain", flushChain],
      ["set", flushSet],
    ]),
  ],
  ["insert", new Map([["rule", addOneRule]])],
]);
