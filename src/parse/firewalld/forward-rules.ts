import type { Origin } from "../../net/types.ts";
import type { Rule } from "../../packet-filter/model.ts";
import { excerpt } from "../../util/excerpt.ts";
import { applyEnds } from "./apply-ends.ts";
import type { CompileContext } from "./context.ts";
import { rulesOf } from "./rules-of.ts";
import type { FirewalldObject, PortCondition } from "./ruleset.ts";
import { type Way, waysOf } from "./ways-of.ts";

/**
 * Compiles the ports that an object redirects, before any other rule: whether they are answered is
 * undetermined.
 */
export function forwardRules(object: FirewalldObject, context: CompileContext): readonly Rule[] {
  const rules = (part: PortCondition, origin: Origin, conditions: Way): readonly Rule[] => {
    const doubt = context.notes.doubt(
      "translation",
      origin,
      `the port ${excerpt(part.text)} is redirected`,
    );
    return rulesOf(
      waysOf([part]),
      { action: { kind: "undetermined", doubt }, origin, conditions },
      context,
    );
  };
  return [
    ...object.forwards.flatMap(({ part, family, origin }) =>
      rules(part, origin, (builder) => builder.family(family)),
    ),
    ...object.richRules.flatMap((rule) =>
      rule.element?.kind === "forward-port"
        ? rules(rule.element.part, rule.element.origin, (builder, direction) =>
            applyEnds(rule, builder, direction),
          )
        : [],
    ),
  ];
}
