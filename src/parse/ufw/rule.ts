import { readAddresses } from "../../net/read-network.ts";
import type { Direction, Family, PortRange } from "../../net/types.ts";
import { MatchBuilder } from "../../packet-filter/match-builder.ts";
import type { Action, Rule } from "../../packet-filter/model.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { TextNotes } from "../notes.ts";
import { readTransport } from "../transport.ts";
import type { ParseOptions } from "../types.ts";
import { readUfwPorts } from "./ports.ts";
import type { UfwPortList, UfwProfiles } from "./profiles.ts";

/** A rule of ufw for one family, as its status shows it and its commands make it. */
export interface UfwRule {
  readonly direction: Direction;
  readonly action: "allow" | "deny" | "reject" | "limit";
  readonly family: Family;
  /** Both TCP and UDP where it is left out. */
  readonly protocol: string | undefined;
  readonly to: UfwEnd;
  readonly from: UfwEnd;
}

/** One end of the connections of a rule; what is left out fits all. */
export interface UfwEnd {
  readonly address?: string | undefined;
  /** As ufw writes them: `22,49152:65534`. */
  readonly ports?: string | undefined;
  /** The application whose profile says the ports. */
  readonly app?: string | undefined;
  readonly interface?: string | undefined;
}

/** The protocols that ufw knows; those beside TCP and UDP have no ports. */
export const ufwProtocols: readonly string[] = [
  "tcp",
  "udp",
  "ah",
  "esp",
  "gre",
  "igmp",
  "ipv6",
  "vrrp",
];

/** The rules that ufw gives to the kernel for one of its own; none where it concerns no connections. */
export function compileUfwRule(
  rule: UfwRule,
  line: number | null,
  profiles: UfwProfiles,
  options: ParseOptions,
  notes: TextNotes,
): readonly Rule[] {
  return portsOf(rule, profiles).flatMap(({ to, from }): readonly Rule[] => {
    const builder = new MatchBuilder(rule.direction, options);
    builder.family(rule.family);
    const protocol = readTransport(rule.protocol ?? from.protocol ?? to.protocol ?? "all");
    if (protocol === undefined) {
      return [];
    }
    if (protocol !== "any") {
      builder.protocols([protocol]);
    }
    if (to.ports) {
      builder.destinationPorts(to.ports, false);
    }
    if (from.ports) {
      builder.sourcePorts(from.ports, false, "the port from which the connection comes");
    }
    for (const { doubt } of [to, from]) {
      if (doubt !== undefined) {
        builder.holds(undefined, doubt);
      }
    }
    for (const [end, { address }] of [
      ["destination", rule.to],
      ["source", rule.from],
    ] as const) {
      const set = address === undefined ? undefined : readAddresses(address, rule.family);
      if (set) {
        builder.addresses(end, rule.family, set, false, `the ${end} ${address}`);
      } else if (address !== undefined) {
        builder.holds(undefined, `the ${end} ${excerpt(address)}`);
      }
    }
    for (const [end, name] of [
      ["input", rule.to.interface],
      ["output", rule.from.interface],
    ] as const) {
      if (name !== undefined) {
        const isPrefix = name.endsWith("+");
        const text = isPrefix ? name.slice(0, -1) : name;
        builder.interfaces(end, [{ text, isPrefix }], false, `the interface ${excerpt(name)}`);
      }
    }
    const match = builder.match(line, notes);
    return match ? [{ match, action: actionOf(rule, line, notes) }] : [];
  });
}

function actionOf({ action }: UfwRule, line: number | null, notes: TextNotes): Action {
  switch (action) {
    case "allow":
      return { kind: "accept" };
    case "limit":
      return {
        kind: "unknown",
        doubt: notes.doubt(line, "a limit refuses who connects six times in 30 seconds"),
      };
    default:
      return { kind: "drop" };
  }
}

interface Ports {
  readonly protocol?: string | undefined;
  readonly ports?: readonly PortRange[] | undefined;
  /** Why the ports are not known. */
  readonly doubt?: string | undefined;
}

/** The ports of both ends: where profiles say them, one pair for each of their lists. */
function portsOf(
  { to, from }: UfwRule,
  profiles: UfwProfiles,
): readonly { readonly to: Ports; readonly from: Ports }[] {
  const destinations = portListsOf(to, profiles);
  if (to.app !== undefined && to.app === from.app) {
    // ufw does not combine the lists of a profile with each other.
    return destinations.map((each) => ({ to: each, from: each }));
  }
  return destinations.flatMap((each) =>
    portListsOf(from, profiles).map((other) => ({ to: each, from: other })),
  );
}

function portListsOf({ app, ports }: UfwEnd, profiles: UfwProfiles): readonly Ports[] {
  if (app !== undefined) {
    const profile: readonly UfwPortList[] | undefined = profiles.get(app);
    return (
      profile ?? [{ doubt: `the application ${excerpt(app)}, whose ports are not in the texts` }]
    );
  }
  return [{ ports: ports === undefined ? undefined : readUfwPorts(ports) }];
}
