import { csfListName } from "../../net/csf-list-name.ts";
import type { Direction, Family, Origin, PortRange, Protocol } from "../../net/types.ts";
import type { BaseChain, Doubt, Rule, View } from "../../packet-filter/model.ts";
import { NoteList } from "../notes.ts";
import type { CompileResult } from "../parse-firewall.ts";
import { transports } from "../transport.ts";
import type { ParseOptions } from "../types.ts";
import { addAssumptions } from "./assumptions.ts";
import { type ConditionalSetting, conditionalSettings } from "./conditional-settings.ts";
import { deviceRules } from "./device-rules.ts";
import { familiesOf } from "./families.ts";
import { listRules } from "./list-rules.ts";
import type { CsfRuleset, CsfSettings } from "./ruleset.ts";
import { isOff, portsOf } from "./settings.ts";

/** Compiles the CSF configuration to the rules CSF creates from it. */
export function compile(ruleset: CsfRuleset, options: ParseOptions): CompileResult {
  const notes = new NoteList();
  addAssumptions(ruleset, options, notes);
  const families = familiesOf(ruleset, notes);
  const chains = (direction: Direction): readonly BaseChain[] => [
    {
      name: direction === "inbound" ? "INPUT" : "OUTPUT",
      rules: rulesOf(ruleset, families, { direction, isReply: false }, options, notes),
      policy: "drop",
      origin: null,
    },
  ];
  const original = { inbound: chains("inbound"), outbound: chains("outbound") };
  return { title: "CSF", families, filter: { original }, notes: notes.list() };
}

/** Compiles rules in CSF's order: allow entries precede deny entries. */
function rulesOf(
  { settings, lists }: CsfRuleset,
  families: readonly Family[],
  view: View,
  options: ParseOptions,
  notes: NoteList,
): readonly Rule[] {
  return [
    ...families.flatMap((family) => deviceRules(settings, family, options.interface)),
    ...(["allow", "deny"] as const).flatMap((kind) =>
      lists
        .filter((list) => list.kind === kind)
        .flatMap((list) => listRules(list, settings, view, options, notes)),
    ),
    ...conditionalRules(settings, view, notes),
    ...families.flatMap((family) => portRules(settings, view, family)),
  ];
}

function doubtOf(
  name: string,
  dependsOn: ConditionalSetting["dependsOn"],
  origin: Origin,
  notes: NoteList,
): Doubt {
  return "reason" in dependsOn
    ? notes.doubt("setting", origin, `${name} ${dependsOn.reason}`)
    : notes.typical(dependsOn.kind, dependsOn.typically, origin, name);
}

/** Returns the rules of settings that apply to some connections; their match is in doubt. */
function conditionalRules(settings: CsfSettings, view: View, notes: NoteList): readonly Rule[] {
  return conditionalSettings.flatMap(
    ({ name, directions, action, isActive, matches, dependsOn }) => {
      const origin = settings.get(name)?.origin;
      return origin && directions.includes(view.direction) && isActive(settings, name)
        ? matches(settings, name)
            .filter(({ ports }) => ports?.length !== 0)
            .map((match) => ({
              match: { ...match, doubt: doubtOf(name, dependsOn, origin, notes) },
              action: { kind: action },
              origin,
            }))
        : [];
    },
  );
}

/** Returns the rules of the port lists, each of which closes the ports that it lacks. */
function portRules(settings: CsfSettings, { direction }: View, family: Family): readonly Rule[] {
  const opened = (name: string, protocol: Protocol, ports: readonly PortRange[]): Rule => ({
    match: { family, protocols: [protocol], ports },
    action: { kind: "accept" },
    origin: settings.get(name)?.origin ?? null,
  });
  return [
    ...transports.map((protocol) => {
      const name = csfListName(direction, protocol, family);
      return opened(name, protocol, portsOf(settings, name));
    }),
    ...(direction === "outbound" && isOff(settings, "DNS_STRICT")
      ? transports.map((protocol) => opened("DNS_STRICT", protocol, [{ from: 53, through: 53 }]))
      : []),
    ...transports.map(
      (protocol): Rule => ({
        match: { family, protocols: [protocol] },
        action: { kind: "drop" },
        origin: settings.get(csfListName(direction, protocol, family))?.origin ?? null,
      }),
    ),
  ];
}
