import type { Direction, Origin } from "../../net/types.ts";
import type { Doubt, Rule } from "../../packet-filter/model.ts";
import { undeterminedRule } from "../../packet-filter/undetermined-rule.ts";
import type { UfwRule } from "./ruleset.ts";

/** A rule of the kernel, and the direction of the connections that meet it. */
export interface DirectedRule {
  readonly direction: Direction;
  readonly rule: Rule;
}

/** Compiles a rule of ufw, with where it is stated. */
export type CompileRule = (rule: UfwRule, origin: Origin) => readonly DirectedRule[];

/** Makes everything undetermined, in both directions. */
export function undeterminedBothWays(doubt: Doubt): readonly DirectedRule[] {
  return (["inbound", "outbound"] as const).map((direction) => ({
    direction,
    rule: undeterminedRule(doubt),
  }));
}

/** Makes rules undetermined that may or may not be there, whatever they do. */
export function inDoubt(rules: readonly DirectedRule[], doubt: Doubt): readonly DirectedRule[] {
  return rules.map(({ direction, rule: { match } }) => ({
    direction,
    rule: undeterminedRule(doubt, { ...match, doubt }),
  }));
}
