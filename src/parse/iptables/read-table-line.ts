import type { Origin } from "../../net/types.ts";
import { excerpt, oneLine } from "../../util/excerpt.ts";
import type { Place } from "../notes.ts";
import { filterChains } from "./base-chains.ts";
import { type Command, readCommand } from "./read-command.ts";
import { readRule } from "./read-rule.ts";
import type { Chain, Rule, Table } from "./ruleset.ts";
import { findByWord, trimBlanks, unquote } from "./words.ts";
import { wrongLine } from "./wrong-line.ts";

/** A line of an input, without the blanks around it. */
export interface Line extends Place {
  readonly content: string;
}

/** A table of which more lines may follow. */
export interface TableDraft extends Table {
  readonly chains: Map<string, ChainDraft>;
  /** Whether it is the output of `iptables -S`, which has each chain once. */
  readonly isListing: boolean;
}

/** A chain of which more lines may follow. */
interface ChainDraft extends Chain {
  isDeclared: boolean;
  policy: Chain["policy"];
  rules: Rule[];
}

/**
 * Reads a line within a table, and puts what it says on the table.
 *
 * @returns how many rules it inserts before others
 */
export function readTableLine(table: TableDraft, line: Line): number {
  const command = readCommand(line.content);
  if (command === undefined) {
    throw wrongLine(line, `is not understood: ${excerpt(line.content)}`, line.content);
  }
  if (command.kind === "declare") {
    declareChain(table, command, line);
    return 0;
  }
  const chain = findByWord(table.chains, command.chain) ?? chainOf(table, unquote(command.chain));
  const { rules } = chain;
  const text = trimBlanks(command.text);
  const rule = readRule(text, originOf(line, chain));
  if (rule === undefined) {
    throw wrongLine(line, `has an unterminated quote: ${excerpt(text)}`, line.content);
  }
  const index = command.kind === "append" ? rules.length : command.position - 1;
  if (index < 0 || index > rules.length) {
    throw wrongLine(
      line,
      `inserts a rule at position ${index + 1} of a chain that has ${rules.length}`,
      line.content,
    );
  }
  if (index === rules.length) {
    rules.push(rule);
    return 0;
  }
  rules.splice(index, 0, rule);
  return 1;
}

function declareChain(
  table: TableDraft,
  { chain: name, policy }: Extract<Command, { readonly kind: "declare" }>,
  line: Line,
): void {
  if (table.isListing && policy !== undefined && !filterChains.includes(name)) {
    throw wrongLine(
      line,
      `sets the policy of ${name}, which is no base chain of the table filter`,
      line.content,
    );
  }
  const chain = chainOf(table, name);
  if (table.isListing && chain.isDeclared) {
    throw wrongLine(line, `repeats the chain ${name}`, line.content);
  }
  chain.isDeclared = true;
  if (policy === undefined) {
    // To declare a chain without a policy empties it.
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
  return { input, line, text: oneLine(content), table: table.name, chain: name };
}
