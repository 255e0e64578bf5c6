import type { Rule } from "../../packet-filter/model.ts";
import { applyEnds } from "./apply-ends.ts";
import type { CompileContext } from "./context.ts";
import { rulesOf } from "./rules-of.ts";
import type { Part, RichRule } from "./ruleset.ts";
import { anyway, waysOf } from "./ways-of.ts";

/** Compiles the effect of a rich rule on connections; forwarded ports are compiled elsewhere. */
export function richRules(rule: RichRule, context: CompileContext): readonly Rule[] {
  const { action, element, isReset, isLimited, problems, origin } = rule;
  if (action === undefined) {
    return [];
  }
  const parts = partsOf(rule, context);
  const hasTwoDestinations =
    element?.kind === "service" &&
    rule.destination !== undefined &&
    parts?.some(({ destinations }) => destinations);
  return rulesOf(
    parts ? waysOf(parts) : anyway,
    {
      action: { kind: action },
      origin,
      conditions: (builder, direction) => {
        applyEnds(rule, builder, direction);
        if (isReset) {
          builder.protocols(["tcp"]);
        }
        if (isLimited) {
          builder.depends("rate", true, "a rate limit");
        }
        for (const problem of problems) {
          builder.holds(undefined, `whether firewalld accepts ${problem}`);
        }
        if (hasTwoDestinations) {
          builder.holds(undefined, "a destination in addition to the service's own");
        }
      },
    },
    context,
  );
}

/** Returns the parts a rich rule applies to; `undefined` for all connections. */
function partsOf(
  { element }: RichRule,
  { services, view }: CompileContext,
): readonly Part[] | undefined {
  switch (element?.kind) {
    case undefined:
      return undefined;
    case "part":
      return [element.part];
    case "service":
      return services.parts(element.name);
    default:
      return view.neighbor ? [{ kind: "unknown", what: "an ICMP type" }] : [];
  }
}
