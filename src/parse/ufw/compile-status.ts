import { allFamilies } from "../../net/remote-addresses.ts";
import type { Family, NoteCode } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { NoteList } from "../notes.ts";
import type { UfwRow, UfwRule, UfwStatus } from "./ruleset.ts";
import type { UserRules } from "./user-rules.ts";

type Assume = (code: NoteCode, text: string) => void;

/**
 * Compiles the rule table of a status; the first matching rule decides.
 *
 * @returns the families that ufw filters
 */
export function compileUfwStatus(
  { rows, defaults }: UfwStatus,
  notes: NoteList,
  assume: Assume,
  rules: UserRules,
): readonly Family[] {
  const families = familiesOf(rows, assume);
  if (defaults.inbound === undefined && rows.some(({ rule }) => rule && hasApp(rule))) {
    assume("incomplete", "the rules for an application are assumed to be those of its profile");
  }
  for (const row of rows) {
    compileRow(row, notes, rules);
  }
  return families;
}

/** With IPV6=no, ufw has no IPv6 rules and drops all IPv6 traffic; the status shows neither. */
function familiesOf(rows: readonly UfwRow[], assume: Assume): readonly Family[] {
  if (rows.some(({ rule }) => rule === undefined || rule.families.includes("ipv6"))) {
    return allFamilies;
  }
  if (rows.length === 0) {
    assume("family", "ufw is assumed to filter IPv6 as well, as it does unless IPV6=no is set");
    return allFamilies;
  }
  assume(
    "family",
    "the input has no IPv6 rule and does not show whether ufw filters IPv6 or, with IPV6=no, drops all of it",
  );
  return ["ipv4"];
}

function hasApp({ to, from }: UfwRule): boolean {
  return (to.app ?? from.app) !== undefined;
}

function compileRow({ rule, isForward, origin }: UfwRow, notes: NoteList, rules: UserRules): void {
  if (rule === undefined) {
    const text = `unsupported line: ${excerpt(origin.text)}`;
    rules.addUndetermined(notes.doubt("entry", origin, text));
    return;
  }
  const [family] = rule.families as readonly [Family];
  if (!isForward) {
    rules.add(rule, family, origin);
  } else if (hasApp(rule)) {
    const doubt = notes.doubt(
      "incomplete",
      origin,
      "the line may hide a rule for the server itself with the same application; ufw status verbose shows it",
    );
    // Forwarded connections have their interfaces in the opposite columns.
    const to = { ...rule.to, device: rule.from.device };
    const from = { ...rule.from, device: rule.to.device };
    for (const direction of ["inbound", "outbound"] as const) {
      rules.addInDoubt({ ...rule, to, from, direction }, family, doubt, origin);
    }
  }
}
