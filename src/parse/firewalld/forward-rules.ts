import type { Rule } from "../../packet-filter/model.ts";
import { excerpt } from "../../util/excerpt.ts";
import { applyEnds } from "./apply-ends.ts";
import type { CompileContext } from "./context.ts";
import { rulesOf } from "./rules-of.ts";
import type { FirewalldObject, ForwardPort } from "./ruleset.ts";
import { type Way, waysOf } from "./ways-of.ts";

type Forward = Pick<ForwardPort, "origin" | "part" | "staysHere">;

/**
 * Compiles the forwarded ports of an object, which precede all other rules. firewalld accepts connections that it
 * redirects to another port of the server. Whether another machine accepts forwarded connections is undetermined.
 */
export function forwardRules(object: FirewalldObject, context: CompileContext): readonly Rule[] {
  const rules = ({ part, staysHere, origin }: Forward, conditions: Way): readonly Rule[] => {
    if (staysHere && context.view.direction === "inbound") {
      return rulesOf(waysOf([part]), { action: { kind: "accept" }, origin, conditions }, context);
    }
    const doubt = context.notes.doubt(
      "translation",
      origin,
      `port ${excerpt(part.text)} is forwarded`,
    );
    return rulesOf(
      waysOf([part]),
      { action: { kind: "undetermined", doubt }, origin, conditions },
      context,
    );
  };
  return [
    ...object.forwards.flatMap((forward) =>
      rules(forward, (builder) => builder.family(forward.family)),
    ),
    ...object.richRules.flatMap((rule) =>
      rule.element?.kind === "forward-port"
        ? rules(rule.element, (builder, direction) => {
            applyEnds(rule, builder, direction);
            for (const problem of rule.problems) {
              builder.holds(undefined, `whether firewalld accepts ${problem}`);
            }
          })
        : [],
    ),
  ];
}
