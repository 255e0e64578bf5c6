import type { Chain, Rule } from "../../packet-filter/model.ts";
import { undeterminedRule } from "../../packet-filter/undetermined-rule.ts";
import { groupBy } from "../../util/group-by.ts";
import type { NoteList } from "../notes.ts";
import type { FirewalldObject, RichRule } from "./ruleset.ts";

/** A rich rule and its compiled rules. */
export interface CompiledRichRule {
  readonly rule: RichRule;
  readonly rules: readonly Rule[];
}

/** Returns the rules of rich rules with priorities, in order. */
export function byPriority(
  compiled: readonly CompiledRichRule[],
  object: FirewalldObject,
  notes: NoteList,
): readonly Rule[] {
  return [...groupBy(compiled, ({ rule }) => Number(rule.priority))]
    .sort(([a], [b]) => a - b)
    .flatMap(([, group]) => rulesOfPriority(group, object, notes));
}

function rulesOfPriority(
  group: readonly [CompiledRichRule, ...CompiledRichRule[]],
  { kind, isListed }: FirewalldObject,
  notes: NoteList,
): readonly Rule[] {
  const rules = group.flatMap((each) => each.rules);
  const drops = rules.filter(({ action }) => action.kind === "drop");
  const accepts = rules.filter(({ action }) => action.kind === "accept");
  const [{ rule }] = group;
  // firewall-cmd prints a zone's rich rules with the same priority in any order.
  if (!isListed || kind !== "zone" || drops.length === 0 || accepts.length === 0) {
    return rules;
  }
  const doubt = notes.doubt(
    "order",
    rule.origin,
    "the list does not show the order of rich rules with the same priority",
  );
  const mayBeDropped: Chain = {
    name: "drops",
    rules: drops.map(({ match }) => undeterminedRule(doubt, match)),
  };
  return [
    ...accepts.map(
      ({ match, origin }): Rule => ({
        match,
        action: { kind: "jump", chain: mayBeDropped },
        origin,
      }),
    ),
    ...accepts,
    ...drops,
  ];
}
