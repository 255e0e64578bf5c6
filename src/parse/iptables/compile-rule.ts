import type { NoteCode } from "../../net/types.ts";
import type { ChainOf } from "../../packet-filter/compile-chains.ts";
import { MatchBuilder } from "../../packet-filter/match-builder.ts";
import type { Action, Doubt, Rule as FilterRule, View } from "../../packet-filter/model.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import { addOption } from "./add-option.ts";
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
}

/** Compiles a rule of a table; returns no rule if it has no effect on the packets of the view. */
export function compileRule(
  { conditions, target, origin }: Rule,
  table: Table,
  chainOf: ChainOf<Chain>,
  { view, device, notes, setsInUse }: Compilation,
): readonly FilterRule[] {
  const decision =
    target && decide(target, table, chainOf, (code, text) => notes.doubt(code, origin, text));
  if (decision === undefined) {
    return [];
  }
  const builder = new MatchBuilder(view, device);
  const options = [...conditions, ...decision.conditions];
  const packets = { family: table.family, table: table.name, view, builder, options, setsInUse };
  for (const option of options) {
    addOption(option, packets);
  }
  const match = notes.match(builder.condition(), view, origin);
  return match ? [{ match, action: decision.action(), origin }] : [];
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
