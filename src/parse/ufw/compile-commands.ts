import { allFamilies } from "../../net/remote-addresses.ts";
import type { Family, NoteCode } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import type { FollowedCommands } from "./follow-commands.ts";
import type { UserRules } from "./user-rules.ts";

/**
 * Compiles the rules that commands add, after the rules whose position could not be determined.
 *
 * @returns the families that ufw filters
 */
export function compileUfwCommands(
  { rules, unclear, services }: FollowedCommands,
  notes: NoteList,
  assume: (code: NoteCode, text: string) => void,
  userRules: UserRules,
): readonly Family[] {
  assume(
    "elsewhere",
    "ufw is assumed to be active, to filter IPv6 as well, and to have no other rules",
  );
  if (services.size > 0) {
    assume(
      "built-in",
      `the ports of ${[...services].join(", ")} are assumed to be those in Debian's /etc/services`,
    );
  }
  for (const { rule, origin } of unclear) {
    const text = `unsupported command: ${excerpt(origin.text)}`;
    const doubt = notes.doubt("command", origin, text);
    if (rule === undefined) {
      userRules.addUndetermined(doubt);
    } else {
      for (const family of rule.families) {
        userRules.addInDoubt(rule, family, doubt, origin);
      }
    }
  }
  for (const family of allFamilies) {
    for (const { rule, origin } of rules[family]) {
      userRules.add(rule, family, origin);
    }
  }
  return allFamilies;
}
