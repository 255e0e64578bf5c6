import { uniteAll } from "../../net/address-set.ts";
import { MatchBuilder } from "../../packet-filter/match-builder.ts";
import type { Action, Doubt, Rule, View } from "../../packet-filter/model.ts";
import { statedBy } from "../../packet-filter/stated-by.ts";
import { excerpt } from "../../util/excerpt.ts";
import { groupBy } from "../../util/group-by.ts";
import type { NoteList } from "../notes.ts";
import type { ParseOptions } from "../types.ts";
import type { CsfEntry, CsfHost, CsfList, CsfPorts, CsfSettings } from "./ruleset.ts";
import { isOn } from "./settings.ts";

/** Compiles the entries of a list to the rules for a direction. */
export function listRules(
  { kind, entries }: CsfList,
  settings: CsfSettings,
  view: View,
  options: ParseOptions,
  notes: NoteList,
): readonly Rule[] {
  const doubt = kind === "deny" ? outboundDoubt(settings, view, notes) : undefined;
  const action: Action = { kind: kind === "allow" ? "accept" : "drop" };
  const rulesFor = (entry: CsfEntry): readonly Rule[] => {
    const builder = new MatchBuilder(view, options.interface);
    applyEntry(builder, entry, view);
    const match = notes.match(builder.condition(), view, entry.origin);
    return match
      ? [{ match: doubt ? { ...match, doubt } : match, action, origin: entry.origin }]
      : [];
  };
  if (kind === "allow") {
    return entries.flatMap(rulesFor);
  }
  return [
    ...bansByFamily(entries).flatMap((hosts) =>
      rulesFor(together(hosts)).map((rule) => ({
        ...rule,
        statedBy: statedBy(hosts, ({ network }) => network.set),
      })),
    ),
    ...entries.filter((entry) => entry.kind === "ports").flatMap(rulesFor),
  ];
}

type Bans = readonly [CsfHost, ...CsfHost[]];

/** Returns the banned addresses of each family; there can be very many. */
function bansByFamily(entries: readonly CsfEntry[]): readonly Bans[] {
  const bans = entries.filter((entry) => entry.kind === "host");
  return [...groupBy(bans, ({ network }) => network.family).values()];
}

/** Combines the bans of a family into one entry. */
function together(hosts: Bans): CsfHost {
  const [first] = hosts;
  const set = uniteAll(hosts.map(({ network }) => network.set));
  return { ...first, network: { family: first.network.family, set } };
}

/** Returns why csf.deny entries might not block connections in the direction of a view. */
function outboundDoubt(settings: CsfSettings, view: View, notes: NoteList): Doubt | undefined {
  const name = "LF_BLOCKINONLY";
  const setting = settings.get(name);
  return setting && isOn(settings, name) && view.direction === "outbound"
    ? notes.doubt(
        "setting",
        setting.origin,
        `${name} is on: it is undetermined which csf.deny entries block outbound connections`,
      )
    : undefined;
}

function applyEntry(builder: MatchBuilder, entry: CsfEntry, { direction }: View): void {
  if (entry.kind === "host") {
    const { family, set } = entry.network;
    const end = direction === "inbound" ? "source" : "destination";
    builder.addresses(end, family, set, false, "");
  } else if (entry.direction === direction) {
    applyPorts(builder, entry);
  } else {
    builder.holds(false, "");
  }
}

function applyPorts(builder: MatchBuilder, { protocol, ports, address, origin }: CsfPorts): void {
  const what = excerpt(origin.text);
  builder.protocols([protocol]);
  if (ports?.end === "destination") {
    builder.destinationPorts(ports.ranges, false);
  } else if (ports) {
    builder.sourcePorts(ports.ranges, false, what);
  }
  if (address) {
    const { family, set } = address.network;
    builder.addresses(address.end, family, set, false, what);
  }
  builder.holds(ports && address ? true : undefined, what);
}
