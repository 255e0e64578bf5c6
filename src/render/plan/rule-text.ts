import type { RulePlace } from "../../net/types.ts";
import { visible } from "../formats/escape/visible.ts";
import { wrapText } from "../formats/wrap-text.ts";

/** The maximum length of a line in characters; dash and terminals accept pasted lines of up to 4,095. */
const lineLength = 1000;

/**
 * Returns the rule after a place, as in the input, to be compared with the current rule; empty at the end of the chain.
 * A long rule is wrapped and indented after the first line, so that no line can end a here-document.
 *
 * @param volatile - matches the counters of a rule, which change
 */
export function ruleText({ text }: RulePlace, volatile: RegExp): string {
  return wrapText(visible(text ?? "").replace(volatile, ""), lineLength, "", " ").join("\n");
}
