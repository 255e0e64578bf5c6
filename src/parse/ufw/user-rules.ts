import type { Direction, Family, Origin } from "../../net/types.ts";
import type { Doubt, Rule } from "../../packet-filter/model.ts";
import { undeterminedRule } from "../../packet-filter/undetermined-rule.ts";
import { compileUfwRule, type RuleContext } from "./compile-rule.ts";
import type { UfwRule } from "./ruleset.ts";

/** Collects the kernel rules of ufw's user rules, by direction. */
export class UserRules {
  readonly #rules: Readonly<Record<Direction, Rule[]>> = { inbound: [], outbound: [] };
  readonly #context: RuleContext;

  constructor(context: RuleContext) {
    this.#context = context;
  }

  /** Adds a rule for a family. */
  add(rule: UfwRule, family: Family, origin: Origin): void {
    for (const each of compileUfwRule(rule, family, origin, this.#context)) {
      this.#rules[rule.direction].push(each);
    }
  }

  /** Adds a rule that might not exist; its effect is undetermined. */
  addInDoubt(rule: UfwRule, family: Family, doubt: Doubt, origin: Origin): void {
    for (const { match } of compileUfwRule(rule, family, origin, this.#context)) {
      this.#rules[rule.direction].push(undeterminedRule(doubt, { ...match, doubt }));
    }
  }

  /** Makes everything undetermined in both directions, for one family or both. */
  addUndetermined(doubt: Doubt, family?: Family): void {
    const rule = undeterminedRule(doubt, { family });
    this.#rules.inbound.push(rule);
    this.#rules.outbound.push(rule);
  }

  of(direction: Direction): readonly Rule[] {
    return this.#rules[direction];
  }
}
