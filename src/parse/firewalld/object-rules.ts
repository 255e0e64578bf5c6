import type { Rule } from "../../packet-filter/model.ts";
import { undeterminedRule } from "../../packet-filter/undetermined-rule.ts";
import { groupBy } from "../../util/group-by.ts";
import { byPriority, type CompiledRichRule } from "./by-priority.ts";
import type { CompileContext } from "./context.ts";
import { openRules } from "./open-rules.ts";
import { richRules } from "./rich-rules.ts";
import type { FirewalldObject } from "./ruleset.ts";

/**
 * Compiles a zone or policy object without its target, in the order of firewalld's chains: negative priorities,
 * rejections, acceptances, positive priorities.
 */
export function objectRules(object: FirewalldObject, context: CompileContext): readonly Rule[] {
  const { notes } = context;
  const rich = object.richRules.map((rule) => ({ rule, rules: richRules(rule, context) }));
  const withPriority = (isWanted: (priority: number) => boolean) =>
    rich.filter(({ rule: { priority } }) => priority !== undefined && isWanted(priority));
  const normal = withPriority((priority) => priority === 0);
  const notSorted = rich.filter(({ rule }) => rule.priority === undefined);
  return [
    ...object.unrecognized.map(({ what, origin }) =>
      undeterminedRule(notes.doubt("setting", origin, `unsupported ${what}`)),
    ),
    ...notSorted.map(({ rule: { origin } }) =>
      undeterminedRule(notes.doubt("order", origin, "the rich rule has an invalid priority")),
    ),
    ...byPriority(
      withPriority((priority) => priority < 0),
      object,
      notes,
    ),
    ...together(normal.filter(({ rule }) => rule.action === "drop")),
    ...openRules(object, context),
    ...together(normal.filter(({ rule }) => rule.action !== "drop")),
    ...byPriority(
      withPriority((priority) => priority > 0),
      object,
      notes,
    ),
  ];
}

/** Returns rules whose order does not matter, grouped by their ports so that each group is evaluated at once. */
function together(compiled: readonly CompiledRichRule[]): readonly Rule[] {
  const rules = compiled.flatMap((each) => each.rules);
  return [...groupBy(rules, ({ match }) => JSON.stringify(match.ports ?? [])).values()].flat();
}
