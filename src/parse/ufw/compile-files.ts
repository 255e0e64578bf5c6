import { allFamilies } from "../../net/remote-addresses.ts";
import type { Family, NoteCode } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import type { UfwFiles, UfwSettings } from "./ruleset.ts";
import type { UserRules } from "./user-rules.ts";
import { wrongLine } from "./wrong-line.ts";

/**
 * Compiles the files in which ufw stores its rules; the first matching rule decides.
 *
 * @returns the families whose file is in the input, except IPv6 if ufw drops all of it
 * @throws {@link index.InvalidConfigurationError | InvalidConfigurationError} if the input has only rules for IPv6 and
 *   ufw drops all of it
 */
export function compileUfwFiles(
  { input, rows }: UfwFiles,
  { enabled, filtersIpv6 }: UfwSettings,
  notes: NoteList,
  assume: (code: NoteCode, text: string) => void,
  rules: UserRules,
): readonly Family[] {
  if (enabled === undefined) {
    assume("elsewhere", "ufw is assumed to be active, and reloaded since its files last changed");
  }
  assume(
    "incomplete",
    "the iptables rules in the files are assumed to be those that ufw itself generates",
  );
  const lists = [...rows].filter(([family]) => family === "ipv4" || filtersIpv6 !== false);
  if (lists.length === 0) {
    throw wrongLine(
      { input, line: null },
      "contains only rules for IPv6, which IPV6=no disables; add user.rules",
    );
  }
  const families = allFamilies.filter((family) => lists.some(([each]) => each === family));
  if (!families.includes("ipv4")) {
    assume("family", "the rules for IPv4 are in user.rules, which is not in the input");
  }
  if (!families.includes("ipv6")) {
    assume(
      "family",
      filtersIpv6 === false
        ? "with IPV6=no, ufw drops all IPv6 traffic"
        : "the rules for IPv6 are in user6.rules, which is not in the input",
    );
  }
  for (const [family, list] of lists) {
    for (const { rule, isForward, origin } of list) {
      if (rule === undefined) {
        const text = `unsupported line: ${excerpt(origin.text)}`;
        rules.addUndetermined(notes.doubt("entry", origin, text), family);
      } else if (!isForward) {
        rules.add(rule, family, origin);
      }
    }
  }
  return families;
}
