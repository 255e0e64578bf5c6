import type { RulePlace } from "../../net/types.ts";
import { visible } from "../formats/escape/visible.ts";
import { wrapText } from "../formats/wrap-text.ts";

/** Characters of a line; dash and terminals take 4,095 of one that is pasted. */
const lineLength = 1000;

/**
 * Returns the rule that is behind a place, as the input has it, to be compared with what is there; empty at the end of
 * the chain. It is on several lines if it is long, all but the first indented: none can be the end of a here-document.
 *
 * @param volatile - the counts in a rule, which change
 */
export function ruleText({ text }: RulePlace, volatile: RegExp): string {
  return wrapText(visible(text ?? "").replace(volatile, ""), lineLength, "", " ").join("\n");
}
