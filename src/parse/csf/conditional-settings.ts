import { readPorts } from "../../net/port-set.ts";
import type { Direction, Protocol } from "../../net/types.ts";
import type { Match } from "../../packet-filter/model.ts";
import type { CsfSettings } from "./ruleset.ts";
import { entriesOf, isOff, isOn, portsOf } from "./settings.ts";

/** A setting that opens or closes ports for some connections; the input does not show which. */
export interface ConditionalSetting {
  readonly name: string;
  /** The directions of the connections it affects. */
  readonly directions: readonly Direction[];
  readonly action: "accept" | "drop";
  /** Whether the setting has an effect. */
  readonly isActive: (settings: CsfSettings, name: string) => boolean;
  /** The connections it may affect; a match with an empty port list affects none. */
  readonly matches: (settings: CsfSettings, name: string) => readonly Match[];
  /**
   * What the effect depends on: who connects or how often, and whether its rules match the typical connection;
   * or another reason, which follows the setting's name in the message.
   */
  readonly dependsOn:
    | { readonly kind: "rate" | "who"; readonly typically: boolean }
    | { readonly reason: string };
}

const forSome = {
  reason:
    "is set: only root, the users in SMTP_ALLOWUSER and the groups in SMTP_ALLOWGROUP may connect; make sure that they include the mail server's",
} as const;
const withoutStates = {
  reason: "is off: without connection tracking, CSF opens more than the ports in its lists",
} as const;
/** Connections from listed addresses; the list is not in the input. */
const listed = { kind: "who", typically: false } as const;
/** Connections from all other addresses. */
const notListed = { kind: "who", typically: true } as const;
/** Connections that exceed a limit. */
const tooMany = { kind: "rate", typically: false } as const;

const inbound = { directions: ["inbound"], isActive: isOn } as const;
const outbound = { directions: ["outbound"], isActive: isOn } as const;
const both = { directions: ["inbound", "outbound"], isActive: isOn } as const;
const stateless = {
  directions: ["inbound", "outbound"],
  action: "accept",
  isActive: isOff,
  dependsOn: withoutStates,
} as const;
const blocked = { ...both, action: "drop", dependsOn: listed, matches: all({}) } as const;
const allowed = { ...both, action: "accept", dependsOn: listed, matches: all({}) } as const;

/** Every conditional setting, in CSF's order. */
export const conditionalSettings: readonly ConditionalSetting[] = [
  { name: "LF_SPI", ...stateless, matches: all({}) },
  { name: "IPV6_SPI", ...stateless, matches: all({ family: "ipv6" }) },
  // CSF applies its limits before it allows traffic by country or port.
  {
    name: "SYNFLOOD",
    ...inbound,
    action: "drop",
    dependsOn: tooMany,
    matches: all({ protocols: ["tcp"] }),
  },
  // `22;5,80;20`: drops connections above a number per address.
  {
    name: "CONNLIMIT",
    ...inbound,
    action: "drop",
    dependsOn: tooMany,
    matches: byEntry(() => "tcp", [{}]),
  },
  // `22;tcp;5;300,80;tcp;20;5`: drops connections above a number per interval in seconds.
  {
    name: "PORTFLOOD",
    ...inbound,
    action: "drop",
    dependsOn: tooMany,
    matches: byEntry(secondField, [{}]),
  },
  {
    name: "UDPFLOOD",
    ...outbound,
    action: "drop",
    dependsOn: tooMany,
    matches: all({ protocols: ["udp"] }),
  },
  // Hosts that CSF resolves, and address lists that it downloads.
  { name: "DYNDNS", ...allowed },
  { name: "GLOBAL_DYNDNS", ...allowed },
  { name: "GLOBAL_ALLOW", ...allowed },
  { name: "GLOBAL_DENY", ...blocked },
  { name: "LF_DSHIELD", ...blocked },
  { name: "LF_SPAMHAUS", ...blocked },
  { name: "LF_BOGON", ...blocked },
  { name: "CC_ALLOW", ...inbound, action: "accept", dependsOn: listed, matches: all({}) },
  { name: "CC_DENY", ...inbound, action: "drop", dependsOn: listed, matches: all({}) },
  { name: "CC_ALLOW_FILTER", ...inbound, action: "drop", dependsOn: notListed, matches: all({}) },
  {
    name: "CC_DENY_PORTS",
    ...inbound,
    action: "drop",
    dependsOn: listed,
    matches: ofLists(["tcp", "CC_DENY_PORTS_TCP"], ["udp", "CC_DENY_PORTS_UDP"]),
  },
  {
    name: "CC_ALLOW_PORTS",
    ...inbound,
    action: "accept",
    dependsOn: listed,
    matches: ofLists(["tcp", "CC_ALLOW_PORTS_TCP"], ["udp", "CC_ALLOW_PORTS_UDP"]),
  },
  {
    name: "PORTKNOCKING",
    ...inbound,
    action: "accept",
    dependsOn: listed,
    matches: byEntry(secondField, []),
  },
  {
    name: "CLUSTER_RECVFROM",
    ...inbound,
    action: "accept",
    dependsOn: listed,
    matches: ofLists(["tcp", "CLUSTER_PORT"]),
  },
  {
    name: "MESSENGER",
    ...inbound,
    action: "accept",
    dependsOn: listed,
    matches: ofLists(
      ["tcp", "MESSENGER_HTTPS"],
      ["tcp", "MESSENGER_HTML"],
      ["tcp", "MESSENGER_TEXT"],
    ),
  },
  // Some users can connect out, even to ports in no list; other users cannot.
  { name: "SMTP_BLOCK", ...outbound, action: "accept", dependsOn: forSome, matches: smtpPorts },
  { name: "SMTP_BLOCK", ...outbound, action: "drop", dependsOn: forSome, matches: smtpPorts },
];

type Matches = ConditionalSetting["matches"];

function all(match: Match): Matches {
  return () => [match];
}

/** Returns the ports `SMTP_BLOCK` affects: all TCP ports if the list is missing. */
function smtpPorts(settings: CsfSettings): readonly Match[] {
  return settings.has("SMTP_PORTS")
    ? [{ protocols: ["tcp"], ports: portsOf(settings, "SMTP_PORTS") }]
    : [{ protocols: ["tcp"] }];
}

/** Returns matches for the ports of other settings. */
function ofLists(...lists: readonly (readonly [Protocol, string])[]): Matches {
  return (settings) =>
    lists.map(([protocol, name]) => ({ protocols: [protocol], ports: portsOf(settings, name) }));
}

/**
 * Returns a match for the port at the start of each entry.
 *
 * @param otherwise - the matches of an entry that does not begin with a port
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
