import type { Family } from "../../net/types.ts";
import type { NoteList } from "../notes.ts";
import type { CsfRuleset } from "./ruleset.ts";
import { isOn } from "./settings.ts";

/** Returns the address families that CSF filters, and notes any assumption about them. */
export function familiesOf({ settings, input }: CsfRuleset, notes: NoteList): readonly Family[] {
  const setting = settings.get("IPV6");
  const isFiltered = setting ? isOn(settings, "IPV6") : settings.has("TCP6_IN");
  const place = setting?.origin ?? { input, line: null };
  if (!isFiltered) {
    const text = "CSF does not filter IPv6 here; IPv6 was not examined";
    notes.add("assumed", "family", place, text);
    return ["ipv4"];
  }
  if (setting === undefined) {
    const text = 'IPV6 is assumed to be "1": otherwise the IPv6 port lists would have no effect';
    notes.add("assumed", "family", place, text);
  }
  return ["ipv4", "ipv6"];
}
