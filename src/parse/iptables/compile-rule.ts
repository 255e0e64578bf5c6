import type { NoteCode, Protocol } from "../../net/types.ts";
import type { ChainOf } from "../../packet-filter/compile-chains.ts";
import { MatchBuilder } from "../../packet-filter/match-builder.ts";
import type { Action, Doubt, Rule as FilterRule, View } from "../../packet-filter/model.ts";
import { excerpt } from "../../util/excerpt.ts";
import * as limits from "../../util/limits.ts";
import type { Ipset } from "../ipset/ipset.ts";
import type { NoteList } from "../notes.ts";
import { transports } from "../transport.ts";
import { addOption, alternativesOf } from "./add-option.ts";
import { matchOptions } from "./match-options.ts";
import type { Alternative, Packets } from "./option-use.ts";
import type { Chain, Option, Rule, Table, Target } from "./ruleset.ts";
import type { SetsInUse } from "./sets-in-use.ts";
import { effectOf } from "./targets.ts";
import { findByWord, unquote } from "./words.ts";

/** What rules are compiled for. */
export interface Compilation {
  readonly view: View;
  /** The network interface that connections use, if known. */
  readonly device: string | undefined;
  readonly notes: NoteList;
  readonly setsInUse: SetsInUse;
  /** The sets that are in the input, by their names. */
  readonly ipsets: ReadonlyMap<string, Ipset>;
}

/** Compiles a rule of a table; returns no rule if it has no effect on the packets of the view. */
export function compileRule(
  { conditions, target, origin }: Rule,
  table: Table,
  chainOf: ChainOf<Chain>,
  { view, device, notes, setsInUse, ipsets }: Compilation,
): readonly FilterRule[] {
  const decision =
    target && decide(target, table, chainOf, (code, text) => notes.doubt(code, origin, text));
  if (decision === undefined) {
    return [];
  }
  const options = [...conditions, ...decision.conditions];
  const { family, name } = table;
  const shared = { family, table: name, view, options, setsInUse, ipsets };
  return protocolsOf(options, view).flatMap((protocol) => {
    const packets = (): Packets => ({
      ...shared,
      protocol,
      builder: new MatchBuilder(view, device),
    });
    return combinationsOf(options, packets()).flatMap((combination) => {
      const each = packets();
      if (protocol) {
        each.builder.protocols([protocol]);
      }
      for (const add of combination) {
        add(each);
      }
      const match = notes.match(each.builder.condition(), view, origin);
      return match ? [{ match, action: decision.action(), origin }] : [];
    });
  });
}

/** The protocols for each of which a rule is compiled by itself; one without a name for all. */
function protocolsOf(
  options: readonly Option[],
  { neighbour }: View,
): readonly (Protocol | undefined)[] {
  const differs = options.some(({ name }) => matchOptions.get(name)?.differs);
  return differs && neighbour === undefined ? transports : [undefined];
}

/** Every combination of the alternatives that options come to; most options have one. */
function combinationsOf(
  options: readonly Option[],
  packets: Packets,
): readonly (readonly Alternative[])[] {
  if (!options.some(({ name }) => matchOptions.get(name)?.alternatives)) {
    return [options.map((option) => (all: Packets) => addOption(option, all))];
  }
  return options.reduce<readonly (readonly Alternative[])[]>(
    (combinations, option) => {
      const alternatives = alternativesOf(option, packets);
      return combinations.length * alternatives.length > limits.iptablesAlternatives
        ? combinations.map((each) => [...each, (all: Packets) => addOption(option, all)])
        : combinations.flatMap((each) => alternatives.map((add) => [...each, add]));
    },
    [[]],
  );
}

/** What a target comes to. */
interface Decision {
  /** The options behind the target that are conditions, as `iptables-restore` allows. */
  readonly conditions: readonly Option[];
  /** Returns what the rule does with the packets it matches, of which there are some. */
  readonly action: () => Action;
}

/** Decides what a target comes to; `undefined` if packets go on to the next rule. */
function decide(
  { kind, word, options }: Target,
  { chains }: Table,
  chainOf: ChainOf<Chain>,
  doubt: (code: NoteCode, text: string) => Doubt,
): Decision | undefined {
  const chain = findByWord(chains, word);
  const name = unquote(word);
  if (chain) {
    return { conditions: options, action: () => ({ kind, chain: chainOf(chain) }) };
  }
  if (kind === "goto") {
    const text = `the chain ${excerpt(name)} is not in the input`;
    return {
      conditions: options,
      action: () => ({ kind, chain: { name, doubt: doubt("not-declared", text) } }),
    };
  }
  const effect = effectOf(name, options);
  switch (effect.kind) {
    case "continue":
      return undefined;
    case "undetermined":
      return {
        conditions: [],
        action: () => ({ kind: "undetermined", doubt: doubt(effect.code, effect.reason) }),
      };
    default:
      return {
        conditions: options.filter((option) => !effect.ownOptions.includes(option.name)),
        action: () => ({ kind: effect.kind }),
      };
  }
}
