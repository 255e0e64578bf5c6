import { readPorts } from "../../net/port-set.ts";
import type { Direction, Protocol } from "../../net/types.ts";
import type { Match } from "../../packet-filter/model.ts";
import type { CsfSettings } from "./ruleset.ts";
import { entriesOf, isOff, isOn, portsOf } from "./settings.ts";

/** A setting that opens or closes ports, but not for everybody, and the input does not tell for whom. */
export interface ConditionalSetting {
  readonly name: string;
  /** The directions of the connections it affects. */
  readonly directions: readonly Direction[];
  readonly action: "accept" | "drop";
  /** Whether it has an effect. */
  readonly isActive: (settings: CsfSettings, name: string) => boolean;
  /** The connections it may affect; one with an empty list of ports affects none. */
  readonly matches: (settings: CsfSettings, name: string) => readonly Match[];
  /** What follows the name of the setting in the reason. */
  readonly reason: string;
}

const forSome = "is set, and which connections it applies to is in doubt";
const withoutStates = "is off: without the states of connections CSF opens more than its lists";

const inbound = { directions: ["inbound"], isActive: isOn, reason: forSome } as const;
const outbound = { directions: ["outbound"], isActive: isOn, reason: forSome } as const;
const stateless = {
  directions: ["inbound", "outbound"],
  action: "accept",
  isActive: isOff,
  reason: withoutStates,
} as const;

/** Every such setting. */
export const conditionalSettings: readonly ConditionalSetting[] = [
  { name: "LF_SPI", ...stateless, matches: all({}) },
  { name: "IPV6_SPI", ...stateless, matches: all({ family: "ipv6" }) },
  { name: "CC_DENY", ...inbound, action: "drop", matches: all({}) },
  { name: "CC_ALLOW_FILTER", ...inbound, action: "drop", matches: all({}) },
  { name: "CC_ALLOW", ...inbound, action: "accept", matches: all({}) },
  {
    name: "CC_DENY_PORTS",
    ...inbound,
    action: "drop",
    matches: listed(["tcp", "CC_DENY_PORTS_TCP"], ["udp", "CC_DENY_PORTS_UDP"]),
  },
  {
    name: "CC_ALLOW_PORTS",
    ...inbound,
    action: "accept",
    matches: listed(["tcp", "CC_ALLOW_PORTS_TCP"], ["udp", "CC_ALLOW_PORTS_UDP"]),
  },
  { name: "SYNFLOOD", ...inbound, action: "drop", matches: all({ protocols: ["tcp"] }) },
  // `22;5,80;20`: more than so many connections from an address are dropped.
  { name: "CONNLIMIT", ...inbound, action: "drop", matches: byEntry(() => "tcp", [{}]) },
  // `22;tcp;5;300,80;tcp;20;5`: so are more than so many in so many seconds.
  { name: "PORTFLOOD", ...inbound, action: "drop", matches: byEntry(secondField, [{}]) },
  { name: "PORTKNOCKING", ...inbound, action: "accept", matches: byEntry(secondField, []) },
  {
    name: "CLUSTER_RECVFROM",
    ...inbound,
    action: "accept",
    matches: listed(["tcp", "CLUSTER_PORT"]),
  },
  {
    name: "MESSENGER",
    ...inbound,
    action: "accept",
    matches: listed(
      ["tcp", "MESSENGER_HTTPS"],
      ["tcp", "MESSENGER_HTML"],
      ["tcp", "MESSENGER_TEXT"],
    ),
  },
  {
    name: "SMTP_BLOCK",
    ...outbound,
    action: "drop",
    // Without the list, which ports it has is undetermined.
    matches: (settings, name) =>
      settings.has("SMTP_PORTS")
        ? listed(["tcp", "SMTP_PORTS"])(settings, name)
        : [{ protocols: ["tcp"] }],
  },
  { name: "UDPFLOOD", ...outbound, action: "drop", matches: all({ protocols: ["udp"] }) },
];

type Matches = ConditionalSetting["matches"];

function all(match: Match): Matches {
  return () => [match];
}

/** The ports of other settings. */
function listed(...lists: readonly (readonly [Protocol, string])[]): Matches {
  return (settings) =>
    lists.map(([protocol, name]) => ({ protocols: [protocol], ports: portsOf(settings, name) }));
}

/**
 * The port at the start of each entry of the setting.
 *
 * @param otherwise - what an entry affects that begins with no port
 */
function byEntry(
  protocolOf: (entry: readonly string[]) => Protocol,
  otherwise: readonly Match[],
): Matches {
  return (settings, name) =>
    entriesOf(settings, name).flatMap((entry) => {
      const [text = ""] = entry;
      const ports = readPorts(text, ":");
      return ports ? [{ protocols: [protocolOf(entry)], ports: [ports] }] : otherwise;
    });
}

function secondField([, protocol]: readonly string[]): Protocol {
  return protocol === "udp" ? "udp" : "tcp";
}
