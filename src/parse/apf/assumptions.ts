import type { AddressSet } from "../../net/address-set.ts";
import type { NoteCode } from "../../net/types.ts";
import type { NoteList } from "../notes.ts";
import type { ApfRuleset } from "./ruleset.ts";
import { isOn, settingOrigin } from "./settings.ts";

/**
 * Adds a note for each assumption.
 *
 * @param own - the server's own addresses, if given
 */
export function addAssumptions(
  { settings, lists }: ApfRuleset,
  own: AddressSet | undefined,
  notes: NoteList,
): void {
  const assume = (code: NoteCode, text: string) =>
    notes.add("assumed", code, { input: settings.input, line: null }, text);
  assume("elsewhere", "APF is assumed to be running, with its other files as shipped with APF 9.7");
  assume("family", "APF filters only IPv4; IPv6 was not examined");
  if (!settings.isWhole) {
    assume(
      "default",
      "settings missing from the input are assumed to have the defaults of APF 9.7",
    );
  }
  if (isOn(settings, "DEVEL_MODE")) {
    const text =
      "DEVEL_MODE is 1: APF accepts all traffic after five minutes; the result applies until then";
    notes.addAbout("assumed", "testing", [settingOrigin(settings, "DEVEL_MODE")], text);
  }
  assume(
    "match",
    "clients are assumed not to connect from a port that APF blocks or that a host list contains",
  );
  for (const kind of ["allow", "deny"] as const) {
    if (!lists.some((list) => list.kind === kind)) {
      assume("incomplete", `${kind}_hosts.rules is assumed to be empty`);
    }
  }
  if (own === undefined && lists.some(({ kind }) => kind === "deny")) {
    assume("match", "the server itself is assumed not to be in any network in deny_hosts.rules");
  }
}
