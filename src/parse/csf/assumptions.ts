import { csfListName } from "../../net/csf-list-name.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type { Family, NoteCode } from "../../net/types.ts";
import type { NoteList } from "../notes.ts";
import { transports } from "../transport.ts";
import type { ParseOptions } from "../types.ts";
import type { CsfRuleset, CsfSettings } from "./ruleset.ts";
import { isOff, isOn } from "./settings.ts";

/** An assumption that a setting makes necessary. */
interface Assumption {
  readonly name: string;
  /** Whether the settings require the assumption. */
  readonly isMade: (settings: CsfSettings, name: string, options: ParseOptions) => boolean;
  readonly code: NoteCode;
  readonly text: string;
}

/** Settings that open or close ports temporarily, or depending on data outside the input. */
const assumptions: readonly Assumption[] = [
  {
    name: "TESTING",
    isMade: isOn,
    code: "testing",
    text: "TESTING is on: CSF removes its rules after a few minutes; the result applies until then",
  },
  elsewhere("RELAYHOSTS", "accepts mail from addresses in a list that other programs maintain"),
  device("ETH_DEVICE"),
  device("ETH6_DEVICE"),
  device("ETH_DEVICE_SKIP"),
  {
    name: "DNS_STRICT_NS",
    isMade: isOff,
    code: "elsewhere",
    text: "the server may also connect to port 53 of the nameservers in /etc/resolv.conf",
  },
];

function elsewhere(name: string, what: string): Assumption {
  return { name, isMade: isOn, code: "elsewhere", text: `${name} ${what}, which was not read` };
}

function device(name: string): Assumption {
  return {
    name,
    isMade: (settings, name, options) => options.interface === undefined && isOn(settings, name),
    code: "interface",
    text: `connections are assumed to use an interface that CSF filters (${name})`,
  };
}

/** Adds a note for each assumption. */
export function addAssumptions(
  { settings, input }: CsfRuleset,
  options: ParseOptions,
  notes: NoteList,
): void {
  if (!settings.has("TESTING") || !hasPortLists(settings)) {
    const text = "settings missing from the input are assumed not to open or close any port";
    notes.add("assumed", "default", { input, line: null }, text);
  }
  for (const { name, isMade, code, text } of assumptions) {
    const setting = settings.get(name);
    if (setting && isMade(settings, name, options)) {
      notes.addAbout("assumed", code, [setting.origin], text);
    }
  }
}

/** Returns whether the input has all port lists of the families that CSF filters. */
function hasPortLists(settings: CsfSettings): boolean {
  const families: readonly Family[] = isOn(settings, "IPV6") ? allFamilies : ["ipv4"];
  return families.every((family) =>
    (["inbound", "outbound"] as const).every((direction) =>
      transports.every((protocol) => settings.has(csfListName(direction, protocol, family))),
    ),
  );
}
