import type { RulePlace } from "../../net/types.ts";
import { visible } from "../formats/escape/visible.ts";

/**
 * Returns the rule that is behind a place, as the input has it, to be compared with what is there; empty at the end of
 * the chain. It ends in `...` if it is only the beginning of the rule.
 *
 * @param volatile - the counts in a rule, which change
 */
export function ruleText({ rule }: RulePlace, volatile: RegExp): string {
  return rule === null ? "" : visible(rule.text).replace(volatile, "").replace(/…$/, "...");
}
