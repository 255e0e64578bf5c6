import type { Origin } from "../../net/types.ts";
import { excerpt, originText } from "../../util/excerpt.ts";
import type { Place } from "../notes.ts";
import { filterChains, isBase } from "./base-chains.ts";
import { firstValueOf } from "./first-value-of.ts";
import { type Command, readCommand } from "./read-command.ts";
import { readRule } from "./read-rule.ts";
import type { Chain, Option, Rule, Table } from "./ruleset.ts";
import { findByWord, trimBlanks, unquote, wordsOf } from "./words.ts";
import { wrongLine } from "./wrong-line.ts";

/** A line of an input, without surrounding blanks. */
export interface Line extends Place {
  readonly content: string;
}

/** A table to which more lines may be added. */
export interface TableDraft extends Table {
  readonly chains: Map<string, ChainDraft>;
  /** The number of headings that precede it in its input. */
  readonly headings: number;
}

/** A chain to which more lines may be added. */
interface ChainDraft extends Chain {
  isDeclared: boolean;
  policy: Chain["policy"];
  rules: Rule[];
}

/**
 * Reads a line within a table, and applies it to the table.
 *
 * @returns the number of rules it inserts before others or removes
 */
export function readTableLine(table: TableDraft, line: Line): number {
  const command = readCommand(line.content);
  if (command === undefined) {
    throw wrongLine(line, `cannot be parsed: ${excerpt(line.content)}`, line.content);
  }
  switch (command.kind) {
    case "declare":
      declareChain(table, command, line);
      return 0;
    case "empty":
    case "remove":
      emptyChains(table, command);
      return 0;
    case "nothing":
      if (table.form === "restore") {
        throw wrongLine(
          line,
          "zeroes counters, which makes iptables-restore (nf_tables) lose the policies; remove the line",
          line.content,
        );
      }
      return 0;
    default:
      return changeRules(table, command, line);
  }
}

/** Empties one or all chains; `remove` also deletes them, except for base chains. */
function emptyChains(
  { chains }: TableDraft,
  { kind, chain: word }: Extract<Command, { readonly kind: "empty" | "remove" }>,
): void {
  const found = word === undefined ? undefined : findByWord(chains, word);
  for (const chain of word === undefined ? [...chains.values()] : found ? [found] : []) {
    if (kind === "empty") {
      chain.rules = [];
    } else if (!isBase(chain)) {
      chains.delete(chain.name);
    }
  }
}

/** Adds a rule to a chain or removes one; returns 1 if other rules move. */
function changeRules(
  table: TableDraft,
  command: Exclude<Command, { readonly kind: "declare" | "empty" | "remove" | "nothing" }>,
  line: Line,
): number {
  const chain = findByWord(table.chains, command.chain) ?? chainOf(table, unquote(command.chain));
  const { rules } = chain;
  const rule = "text" in command ? ruleOf(command.text, line, chain) : undefined;
  const index = indexOf(command, rule, rules, line);
  const isRemoved = command.kind !== "append" && command.kind !== "insert";
  if (index === rules.length && rule) {
    rules.push(rule);
    return 0;
  }
  rules.splice(index, isRemoved ? 1 : 0, ...(rule && command.kind !== "delete" ? [rule] : []));
  return 1;
}

function ruleOf(words: string, line: Line, chain: Chain): Rule {
  const text = trimBlanks(words);
  const dash = wordsOf(text).find((word) => /^[\u2010-\u2015\u2212]+\w/u.test(word));
  if (dash !== undefined) {
    throw wrongLine(
      line,
      `has a typographic dash in place of a hyphen: ${excerpt(dash)}; use the output of iptables-save unchanged`,
      line.content,
    );
  }
  const rule = readRule(text, { origin: originOf(line, chain), text: line.content });
  if (rule === undefined) {
    throw wrongLine(line, `has an unterminated quote: ${excerpt(text)}`, line.content);
  }
  return rule;
}

/** Returns the index of the rule that a command concerns. */
function indexOf(
  command: Parameters<typeof changeRules>[1],
  rule: Rule | undefined,
  rules: readonly Rule[],
  line: Line,
): number {
  if (command.kind === "append") {
    return rules.length;
  }
  if (command.kind === "delete") {
    const wanted = rule && contentOf(rule);
    const index = rules.findIndex((each) => contentOf(each) === wanted);
    if (index < 0) {
      throw wrongLine(line, "deletes a rule that no earlier line adds", line.content);
    }
    return index;
  }
  const index = command.position - 1;
  const { length } = rules;
  if (command.kind === "insert" ? index < 0 || index > length : rules[index] === undefined) {
    throw wrongLine(
      line,
      `${verbs[command.kind]} a rule at position ${index + 1} of a chain of length ${length}`,
      line.content,
    );
  }
  return index;
}

/** The comparable content of rules; cached, because several commands may search many rules. */
const contents = new WeakMap<Rule, string>();

function contentOf(rule: Rule): string {
  const content = contents.get(rule) ?? JSON.stringify([withoutModule(rule), rule.target]);
  contents.set(rule, content);
  return content;
}

/** Returns a rule's conditions without the module that its protocol implies. */
function withoutModule({ conditions }: Rule): readonly Option[] {
  const protocol = firstValueOf(conditions, "-p");
  return conditions.filter(({ name, values }) => name !== "-m" || values[0] !== protocol);
}

const verbs = { insert: "inserts", replace: "replaces", "delete-at": "deletes" } as const;

function declareChain(
  table: TableDraft,
  { chain: name, policy }: Extract<Command, { readonly kind: "declare" }>,
  line: Line,
): void {
  if (table.form === "listing" && policy !== undefined && !filterChains.includes(name)) {
    throw wrongLine(
      line,
      `sets the policy of ${name}, which is not a base chain of table filter`,
      line.content,
    );
  }
  const chain = chainOf(table, name);
  if (table.form === "listing" && chain.isDeclared) {
    throw wrongLine(line, `declares chain ${name} again`, line.content);
  }
  chain.isDeclared = true;
  if (policy === undefined) {
    // Declaring a chain without a policy empties it.
    chain.rules = [];
  } else {
    chain.policy = { action: policy, origin: originOf(line, chain) };
  }
}

function chainOf(table: TableDraft, name: string): ChainDraft {
  const chain = table.chains.get(name) ?? {
    table,
    name,
    isDeclared: false,
    policy: undefined,
    rules: [],
  };
  table.chains.set(name, chain);
  return chain;
}

function originOf({ input, line, content }: Line, { table, name }: Chain): Origin {
  return { input, line, text: originText(content), table: table.name, chain: name };
}
