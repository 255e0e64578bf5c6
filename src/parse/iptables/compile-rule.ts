import type { NoteCode, Protocol } from "../../net/types.ts";
import type { ChainOf } from "../../packet-filter/compile-chains.ts";
import { MatchBuilder } from "../../packet-filter/match-builder.ts";
import type { Action, Doubt, Rule as FilterRule, Match, View } from "../../packet-filter/model.ts";
import { redirected, type StateChange } from "../../packet-filter/packet-state.ts";
import { excerpt } from "../../util/excerpt.ts";
import * as limits from "../../util/limits.ts";
import type { Ipset } from "../ipset/ipset.ts";
import type { NoteList } from "../notes.ts";
import { translationText } from "../translation-text.ts";
import { transports } from "../transport.ts";
import { addOption, alternativesOf, hasWrongValues } from "./add-option.ts";
import { guardsOtherMachine } from "./guards-other-machine.ts";
import { matchOptions } from "./match-options.ts";
import { recentChange } from "./membership-changes.ts";
import { onlyDrops } from "./only-drops.ts";
import type { Alternative, Packets } from "./option-use.ts";
import type { Chain, Option, Rule, Table } from "./ruleset.ts";
import type { StateUses } from "./state-uses.ts";
import { effectOf } from "./targets.ts";
import { findByWord, unquote } from "./words.ts";

/** The context in which rules are compiled. */
export interface Compilation {
  readonly view: View;
  /** The network interface that connections use, if known. */
  readonly device: string | undefined;
  readonly notes: NoteList;
  readonly uses: StateUses;
  /** The ipsets in the input, by name. */
  readonly ipsets: ReadonlyMap<string, Ipset>;
}

/** Compiles a rule of a table; returns no rules if it has no effect on the packets of the view. */
export function compileRule(
  rule: Rule,
  table: Table,
  chainOf: ChainOf<Chain>,
  { view, device, notes, uses, ipsets }: Compilation,
): readonly FilterRule[] {
  if (guardsOtherMachine(rule, table.name)) {
    return [];
  }
  const { conditions, origin } = rule;
  const { action, change, ...decision } = decide(rule, table, view, chainOf, (code, text) =>
    notes.doubt(code, origin, text),
  );
  const options = [...conditions, ...decision.conditions];
  const listed = recentChange(options, view);
  if (action === undefined && change === undefined && listed === undefined) {
    return [];
  }
  const { family, name } = table;
  const isDropped = () => onlyDrops(rule, table);
  const shared = { family, table: name, view, options, uses, ipsets, isDropped };
  const changes = [listed, change].filter((each) => each !== undefined);
  const changed: StateChange | undefined =
    changes.length === 0 ? undefined : (state) => changes.reduce((now, next) => next(now), state);
  const packetsOf = (isMember: boolean, protocol: Protocol | undefined): Packets => {
    const builder = new MatchBuilder(view, device);
    if (protocol) {
      builder.protocols([protocol]);
    }
    return { ...shared, protocol, isMember, builder };
  };
  const rulesOf = ({ builder }: Packets): readonly FilterRule[] => {
    const match = notes.match(builder.condition(), view, origin);
    return match
      ? [{ match, change: changed, action: action?.(match) ?? { kind: "continue" }, origin }]
      : [];
  };
  return membershipsOf(options, uses).flatMap((isMember) => {
    if (!options.some(isManifold)) {
      // The fast path for most rules.
      const packets = packetsOf(isMember, undefined);
      for (const option of options) {
        addOption(option, packets);
      }
      return rulesOf(packets);
    }
    return protocolsOf(options, view).flatMap((protocol) =>
      combinationsOf(options, packetsOf(isMember, protocol)).flatMap((combination) => {
        const packets = packetsOf(isMember, protocol);
        for (const add of combination) {
          add(packets);
        }
        return rulesOf(packets);
      }),
    );
  });
}

/** Returns whether a rule with an option may have to be compiled several times. */
function isManifold({ name }: Option): boolean {
  const option = matchOptions.get(name);
  return option?.differs === true || option?.alternatives !== undefined;
}

/** Returns the protocols a rule is compiled for separately; `undefined` represents all of them. */
function protocolsOf(
  options: readonly Option[],
  { neighbor }: View,
): readonly (Protocol | undefined)[] {
  const differs = options.some(({ name }) => matchOptions.get(name)?.differs);
  return differs && neighbor === undefined ? transports : [undefined];
}

/** Returns every combination of the options' alternatives; most options have one. */
function combinationsOf(
  options: readonly Option[],
  packets: Packets,
): readonly (readonly Alternative[])[] {
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

/** Returns the cases of a rule that tests a set filled by rules: the remote address was added before, or not. */
function membershipsOf(options: readonly Option[], uses: StateUses): readonly boolean[] {
  const asks = options.some(
    ({ name, values: [set = ""] }) =>
      (name === "--match-set" && uses.written.has(set)) ||
      (uses.recent.size > 0 && (name === "--rcheck" || name === "--update" || name === "--remove")),
  );
  return asks ? [true, false] : [false];
}

/** Returns the action of a rule without a target, in which iptables would reject a word: the target may be damaged. */
function isRejected(
  { name, values }: Option,
  doubt: (code: NoteCode, text: string) => Doubt,
): Action {
  const text = `the rule has no target, and unexpected words: ${excerpt([name, ...values].join(" "))}`;
  return { kind: "undetermined", doubt: doubt("action", text) };
}

/** The effect of a target. */
interface Decision {
  /** The options after the target that are conditions, as `iptables-restore` allows. */
  readonly conditions: readonly Option[];
  /** The change of packet state. */
  readonly change?: StateChange | undefined;
  /** Returns the action on matching packets; called only if some match. Omitted to continue with the next rule. */
  readonly action?: (match: Match) => Action;
}

/** Returns the effect of a target. */
function decide(
  { target, conditions }: Pick<Rule, "conditions" | "target">,
  { name: table, chains }: Table,
  view: View,
  chainOf: ChainOf<Chain>,
  doubt: (code: NoteCode, text: string) => Doubt,
): Decision {
  if (target === undefined) {
    const wrong = conditions.find(hasWrongValues);
    return wrong === undefined
      ? { conditions: [] }
      : { conditions: [], action: () => isRejected(wrong, doubt) };
  }
  const { kind, word, options } = target;
  const chain = findByWord(chains, word);
  const name = unquote(word);
  if (chain) {
    return { conditions: options, action: () => ({ kind, chain: chainOf(chain) }) };
  }
  if (kind === "goto") {
    const text = `chain ${excerpt(name)} is not in the input`;
    return {
      conditions: options,
      action: () => ({ kind, chain: { name, doubt: doubt("not-declared", text) } }),
    };
  }
  const effect = effectOf(name, options, { view, table });
  switch (effect.kind) {
    case "continue":
      return { conditions: [], change: effect.change };
    case "redirect": {
      const { port } = effect;
      return {
        conditions: [],
        change: (state) => redirected(state, port),
        action: () => ({ kind: "accept" }),
      };
    }
    case "undetermined":
      return {
        conditions: [],
        action: () => ({ kind: "undetermined", doubt: doubt(effect.code, effect.reason) }),
      };
    case "elsewhere":
      return {
        conditions: [],
        action: (match) => ({
          kind: "undetermined",
          doubt: doubt("translation", translationText(name, match, effect.to)),
        }),
      };
    default:
      return {
        conditions: options.filter((option) => !effect.ownOptions.includes(option.name)),
        action: () => ({ kind: effect.kind }),
      };
  }
}
