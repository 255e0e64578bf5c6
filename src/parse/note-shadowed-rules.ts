import type { Origin } from "../net/types.ts";
import { excerpt } from "../util/excerpt.ts";
import type { NoteList } from "./notes.ts";

/**
 * Adds a note on the rules of a chain that follow a rule that decides about every packet.
 *
 * @param isFinal - returns whether a rule decides about every packet
 */
export function noteShadowedRules<Rule extends { readonly origin: Origin }>(
  rules: readonly Rule[],
  isFinal: (rule: Rule) => boolean,
  notes: NoteList,
): void {
  const index = rules.findIndex(isFinal);
  const [final, first, ...others] = index < 0 ? [] : rules.slice(index);
  if (final && first) {
    const more =
      others.length > 0
        ? `the rule and ${others.length} more after it never match`
        : "the rule never matches";
    notes.addAbout(
      "ignored",
      "shadowed",
      [first.origin, final.origin],
      `${more}, because the earlier rule ${excerpt(final.origin.text)} decides every packet`,
    );
  }
}
