import type { Family } from "../../net/types.ts";
import type { Budget } from "../../packet-filter/budget.ts";
import type { ChainOf } from "../../packet-filter/compile-chains.ts";
import { MatchBuilder } from "../../packet-filter/match-builder.ts";
import {
  type Action,
  type Chain,
  type Match,
  type MissingChain,
  type Rule,
  travelDirection,
  type View,
} from "../../packet-filter/model.ts";
import { redirected, type StateChange } from "../../packet-filter/packet-state.ts";
import { excerpt } from "../../util/excerpt.ts";
import * as limits from "../../util/limits.ts";
import type { NoteList } from "../notes.ts";
import { translationText } from "../translation-text.ts";
import { applyRate } from "./apply-rate.ts";
import { changeOf } from "./change-of.ts";
import { applyTest, keyText } from "./fields/apply-test.ts";
import { addProtocols } from "./fields/other-field.ts";
import { applyUnreadSet, isUnreadSet } from "./fields/unread-set.ts";
import { guardsOtherMachine } from "./guards-other-machine.ts";
import { onlyDrops } from "./only-drops.ts";
import { undeterminedBy } from "./outcomes.ts";
import type {
  Item,
  Key,
  MapEntry,
  NftChain,
  NftRule,
  NftTable,
  PlacedEffect,
  Redirect,
  Test,
  Undetermined,
  Verdict,
} from "./ruleset.ts";
import { splitRule } from "./split-rule.ts";
import type { StateUses } from "./uses.ts";

const work = limits.nftablesWork;

/** The stage of a base chain, and of the chains reached from it: before conntrack looks up the connection, or later. */
export type Stage = "before conntrack" | "filter" | "nat";

/** The context in which chains are compiled. */
export interface CompileContext {
  readonly view: View;
  readonly stage: Stage;
  /** The network interface that connections use, if known. */
  readonly device: string | undefined;
  readonly notes: NoteList;
  /** The state changes that rules make. */
  readonly uses: StateUses;
  /** Limits the work that short rules with large sets and maps cause. */
  readonly budget: Budget;
  /** The elements of the sets whose addresses were already read. */
  readonly knownSets: Set<readonly Item[]>;
}

/** Compiles a rule into one rule, or into one for each element of its map or concatenation. */
export function compileRule(
  rule: NftRule,
  table: NftTable,
  chainOf: ChainOf<NftChain>,
  context: CompileContext,
): readonly Rule[] {
  return context.stage === "before conntrack" && guardsOtherMachine(rule)
    ? []
    : new RuleCompiler(rule, table, chainOf, context).rules();
}

/** The outcome of a rule without a map. */
type Plain = Redirect | Undetermined | Verdict;

class RuleCompiler {
  readonly #rule: NftRule;
  readonly #table: NftTable;
  readonly #chainOf: ChainOf<NftChain>;
  readonly #context: CompileContext;

  constructor(rule: NftRule, table: NftTable, chainOf: ChainOf<NftChain>, context: CompileContext) {
    this.#rule = rule;
    this.#table = table;
    this.#chainOf = chainOf;
    this.#context = context;
  }

  rules(): readonly Rule[] {
    const parts = splitRule(this.#rule, (effect, test) => this.#changes(effect, test));
    return parts.flatMap((part) =>
      new RuleCompiler(part, this.#table, this.#chainOf, this.#context).#outcomes(),
    );
  }

  #outcomes(): readonly Rule[] {
    const { outcome, tests } = this.#rule;
    if (outcome.kind !== "map") {
      return this.#decided(tests, outcome);
    }
    const entries = "map" in outcome ? this.#table.maps.get(outcome.map) : outcome.entries;
    if (entries === undefined) {
      const text = `cannot read the verdict map for ${excerpt(keyText(outcome.key))}`;
      return this.#decided(tests, { kind: "undetermined", code: "action", text });
    }
    const others = entries.map(({ item }) => item).filter((item) => !isCatchAll(item));
    this.#repeat(entries.length - others.length, others.length);
    this.#repeat(entries.length, elementsOf(tests));
    return entries.flatMap((entry) =>
      this.#decided([...tests, entryTest(outcome.key, entry, others)], entry.outcome),
    );
  }

  /** Spends the budget for reading elements in braces, for each rule that this rule expands to. */
  #repeat(times: number, elements: number): void {
    this.#context.budget.spend(times * elements * work.element);
  }

  /** Returns the rules for the given tests: one, or one for each element that a concatenation is compared with. */
  #decided(tests: readonly Test[], outcome: Plain): readonly Rule[] {
    if (outcome.kind === "none" && this.#rule.effects.length === 0) {
      return [];
    }
    for (const [index, test] of tests.entries()) {
      const items = this.#concatenated(test);
      if (items) {
        this.#context.budget.spend(items.length * work.concatenation);
        const before = tests.slice(0, index);
        const after = tests.slice(index + 1);
        this.#repeat(items.length, elementsOf([...before, ...after]));
        return items.flatMap((item) =>
          this.#single([...before, ...partTests(test.key, item), ...after], outcome),
        );
      }
    }
    return this.#single(tests, outcome);
  }

  /**
   * Returns the elements that a concatenation is compared with; `undefined` for a single field or an unsupported set.
   */
  #concatenated(test: Test): readonly Item[] | undefined {
    const { length } = test.key;
    const items = length > 1 && test.operator === "==" ? this.#itemsOf(test) : undefined;
    return items?.every((item) => item.length === length) ? items : undefined;
  }

  /** Returns one rule; for a test of a set that rules fill, one rule for members and one for other addresses. */
  #single(tests: readonly Test[], outcome: Plain): readonly Rule[] {
    const asks = tests.some((test) => this.#filledSet(test) !== undefined);
    return (asks ? [true, false] : [false]).flatMap((isMember) =>
      this.#ruleFor(tests, outcome, isMember),
    );
  }

  #ruleFor(tests: readonly Test[], outcome: Plain, isMember: boolean): readonly Rule[] {
    const { notes, budget, view, device } = this.#context;
    const { origin, prefix, rates, writes, unclear } = this.#rule;
    budget.spend(work.rule + tests.length * work.test);
    const builder = new MatchBuilder(view, device);
    for (const test of tests) {
      this.#applyTest(test, isMember, builder);
      if (!builder.mayMatch) {
        return [];
      }
    }
    for (const rate of rates) {
      applyRate(rate, this.#table, builder);
    }
    for (const set of writes.filter((each) => this.#table.limited.has(each))) {
      builder.holds(undefined, excerpt(`the limit of set ${set}`));
    }
    for (const text of unclear) {
      builder.holds(undefined, excerpt(text));
    }
    const match = notes.match(builder.condition(), view, origin, prefix);
    return match
      ? [{ match, change: this.#changeTo(outcome), action: this.#actionOf(outcome, match), origin }]
      : [];
  }

  /** Returns the state change that the rule's statements and verdict make. */
  #changeTo(outcome: Plain): StateChange | undefined {
    const change = changeOf(this.#rule.effects, this.#isEarly, (set) =>
      this.#setKey(set, this.#context.uses.filled.get(this.#table)?.get(set)),
    );
    if (outcome.kind !== "redirect" || !this.#redirects) {
      return change;
    }
    const { port } = outcome;
    return (state) => redirected(change?.(state) ?? state, port);
  }

  get #isEarly(): boolean {
    return this.#context.stage === "before conntrack";
  }

  /** Whether connections may be redirected here; the kernel allows that only in nat chains. */
  get #redirects(): boolean {
    return this.#context.stage === "nat" && this.#context.view.direction === "inbound";
  }

  /** Returns a key for a set and the packet ends looked up in it. */
  #setKey(set: string, text: string | undefined): string | undefined {
    const isInbound = travelDirection(this.#context.view) === "inbound";
    const ends = text?.replace(/\b[sd](?=addr|port)/g, (end) =>
      (end === "s") === isInbound ? "remote " : "own ",
    );
    return ends?.includes("remote addr")
      ? `${this.#table.family} ${this.#table.name} ${set} ${ends}`
      : undefined;
  }

  /** Returns whether an effect changes the result of a test. */
  #changes({ kind }: PlacedEffect, test: Test): boolean {
    const asksFor = (...fields: readonly string[]) =>
      test.key.some(({ field }) => fields.includes(field));
    return kind === "member"
      ? this.#filledSet(test) !== undefined
      : asksFor("mark", ...(kind === "untrack" ? ["state", "status"] : []));
  }

  /** Returns the key of the set that a test compares with, if rules fill the set and it is followed. */
  #filledSet({ key, operator, values, mask }: Test): string | undefined {
    return "set" in values &&
      mask === undefined &&
      (operator === "==" || operator === "!=") &&
      this.#context.uses.filled.get(this.#table)?.has(values.set)
      ? this.#setKey(values.set, keyText(key))
      : undefined;
  }

  #applyTest(test: Test, isMember: boolean, builder: MatchBuilder): void {
    const { key, operator, values } = test;
    const filled = this.#filledSet(test);
    if (filled !== undefined && "set" in values) {
      builder.state(({ memberships }) => memberships.includes(filled) === isMember);
      if (isMember) {
        addProtocols(key, builder);
        builder.holds(operator === "==", "");
      } else {
        applyUnreadSet(key, values.set, operator === "!=", builder);
      }
    } else if ("set" in values && isUnreadSet(test, this.#table, this.#context.view)) {
      applyUnreadSet(key, values.set, operator === "!=", builder);
    } else {
      const { view, uses } = this.#context;
      applyTest(
        test,
        this.#itemsOf(test),
        { view, uses, isEarly: this.#isEarly, isDropped: () => onlyDrops(this.#rule, this.#table) },
        familyOf(this.#table),
        builder,
      );
    }
  }

  /** Returns the elements that a test compares with; `undefined` for an unsupported set. */
  #itemsOf({ key, values }: Test): readonly Item[] | undefined {
    if ("items" in values) {
      return values.items;
    }
    // The elements that rules add to a set vary between connections.
    const { written, sets } = this.#table;
    const items = written.has(values.set) ? undefined : sets.get(values.set);
    if (items && !this.#context.knownSets.has(items)) {
      this.#context.budget.spend(items.length * work.element);
      // Addresses are read once for all comparisons.
      if (key.length === 1 && /^[sd]addr$/.test(key[0].field)) {
        this.#context.knownSets.add(items);
      }
    }
    return items;
  }

  #actionOf(outcome: Plain, match: Match): Action {
    const { origin, prefix } = this.#rule;
    const { notes } = this.#context;
    switch (outcome.kind) {
      case "none":
        return { kind: "continue" };
      case "redirect":
        return this.#redirects
          ? { kind: "accept" }
          : this.#actionOf(undeterminedBy("redirect"), match);
      case "undetermined": {
        const text =
          outcome.code === "action"
            ? outcome.text
            : translationText(outcome.statement, match, outcome.to);
        return {
          kind: "undetermined",
          doubt: notes.doubt(outcome.code, origin, `${prefix}${text}`),
        };
      }
      case "jump":
      case "goto":
        return { kind: outcome.kind, chain: this.#chainNamed(outcome.chain) };
      default:
        return { kind: outcome.kind };
    }
  }

  #chainNamed(name: string): Chain | MissingChain {
    const { origin, prefix } = this.#rule;
    const chain = this.#table.chains.get(name);
    const text = `the rule refers to chain ${excerpt(name)}, which is not in the input`;
    return chain
      ? this.#chainOf(chain)
      : { name, doubt: this.#context.notes.doubt("not-declared", origin, `${prefix}${text}`) };
  }
}

/** Returns the only family a table sees; `undefined` if it sees both. */
function familyOf({ family }: NftTable): Family | undefined {
  return family === "ip" ? "ipv4" : family === "ip6" ? "ipv6" : undefined;
}

/** Returns the test for an entry of a map; the catch-all element matches what no other element does. */
function entryTest(key: Key, { item }: MapEntry, others: readonly Item[]): Test {
  return isCatchAll(item)
    ? { key, operator: "!=", values: { items: others, isSet: true } }
    : { key, operator: "==", values: { items: [item], isSet: true } };
}

/** Counts the elements in braces read for tests, except for the first of each. */
function elementsOf(tests: readonly Test[]): number {
  const counts = tests.map(({ key, values }) =>
    key.length === 1 && "items" in values ? values.items.length - 1 : 0,
  );
  return counts.reduce((sum, count) => sum + Math.max(count, 0), 0);
}

function isCatchAll(item: Item): boolean {
  return item.length === 1 && item[0] === "*";
}

/** Returns the tests for an element of a concatenation, one for each part. */
function partTests(key: Key, item: Item): readonly Test[] {
  return key.map((field, index) => ({
    key: [field],
    operator: "==",
    values: { items: [[item[index] as Item[number]]], isSet: true },
  }));
}
