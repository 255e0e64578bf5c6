/** A transport protocol. */
export type Protocol = "tcp" | "udp";

/** The direction in which connections are opened, seen from the server. */
export type Direction = "inbound" | "outbound";

/** An address family. */
export type Family = "ipv4" | "ipv6";

/** An inclusive range of ports from 1 to 65535; for a single port, both ends are equal. */
export interface PortRange {
  /** The first port. */
  readonly from: number;
  /** The last port. */
  readonly through: number;
}

/** Who may use ports: the allowed sources of inbound connections, or the reachable destinations of outbound ones. */
export interface WhoMay {
  /**
   * The remote addresses: `"any"`, or a non-empty list of addresses and networks in canonical form
   * (`198.51.100.0/24`, `2001:db8::1`). IPv4 precedes IPv6, the order is ascending, and no entry contains
   * another.
   */
  readonly sources: "any" | readonly string[];
  /** The excluded addresses and networks, in the same form. */
  readonly except: readonly string[];
}

/** Ports of one direction and protocol, and who may use them. */
export interface PortAccess extends WhoMay {
  /** The direction in which connections are opened. */
  readonly direction: Direction;
  /** The transport protocol. */
  readonly protocol: Protocol;
  /** The destination ports: the server's for inbound connections, the remote machine's for outbound ones. */
  readonly ports: PortRange;
}

/** The action for connections that no rule matches. */
export type DefaultAction = "accept" | "drop";

/** The common part of a policy and an exposure: what gets through. */
export interface Permitted {
  /** The title, on one line. */
  readonly title: string;
  /** The covered address families. */
  readonly families: readonly Family[];
  /** The actions for connections that no rule matches. */
  readonly defaults: { readonly [D in Direction]: DefaultAction };
  /** The rules in ascending order: inbound before outbound, TCP before UDP, then by port. */
  readonly rules: readonly PortAccess[];
}

/** The place in a parser's input that decided something. */
export interface Origin {
  /** The index of the input, from 0. */
  readonly input: number;
  /** The line of the input, from 1; `null` in JSON, where lines have no meaning. */
  readonly line: number | null;
  /** The line or rule from the input, on one line and shortened. */
  readonly text: string;
  /** The table, zone or list, such as `inet filter`; `null` if the format has none. */
  readonly table: string | null;
  /** The chain; `null` if the format has none. */
  readonly chain: string | null;
}

/** Ports that a firewall lets through. */
export interface ExposureRule extends PortAccess {
  /**
   * The place that opened the ports; of several, the one that did so for the most addresses of the first
   * family. `null` if nothing in the input decides, for example because no chain filters a family.
   */
  readonly decidedBy: Origin | null;
}

/**
 * Ports whose fate could not be determined, because the deciding part of the configuration is unsupported or
 * depends on more than addresses and ports.
 */
export interface UndeterminedPorts extends PortAccess {
  /** The reasons, one sentence each, with the line of the input if known. */
  readonly reasons: readonly string[];
  /** The place that left the ports undetermined; of several, the one that did so for the most addresses. */
  readonly decidedBy: Origin | null;
}

/**
 * How ports may differ for some connections from what is open or closed for all others.
 *
 * - `limited`: open, up to a rate or number of connections, or except for packets with certain content
 * - `may-be-closed-to-some`: open, but possibly not to some addresses, such as those in a ban list that was not
 *   read
 * - `may-be-open-to-some`: closed, but possibly not to some addresses, such as those in an allow list that was
 *   not read
 * - `open-from-source-ports`: closed, but open to connections from certain source ports, which clients choose
 */
export type Qualification =
  | "limited"
  | "may-be-closed-to-some"
  | "may-be-open-to-some"
  | "open-from-source-ports";

/**
 * Ports that are open or closed as the rules and defaults state, but possibly not for all addresses or for any
 * number of connections.
 */
export interface QualifiedPorts extends PortAccess {
  readonly qualification: Qualification;
  /** The reasons, one phrase each, such as `may be closed to some (ipset bans, line 6)` and `limited (line 7)`. */
  readonly reasons: readonly string[];
  /** The place on which it depends; of several, the one for the most addresses. */
  readonly decidedBy: Origin | null;
  /** The other places it depends on, if any. */
  readonly alsoDecidedBy?: readonly Origin[] | undefined;
}

/** A place in a kernel chain where a rule can be inserted. */
export interface RulePlace {
  /** The table, as in {@link Origin}: `inet filter` in nftables, `filter` in iptables. */
  readonly table: string;
  /** The chain. */
  readonly chain: string;
  /** The number of rules of the chain before it: nft's `index`, or iptables' rule number minus one. */
  readonly position: number;
  /** The rule after it; `null` at the end of the chain. */
  readonly rule: Origin | null;
  /** The complete text of that rule in the input, on one line; `null` at the end of the chain, and in JSON. */
  readonly text: string | null;
  /** Whether packets of other directions may also pass it, such as forwarded packets. */
  readonly isShared: boolean;
}

/** How rules can open closed ports. */
export interface Opening {
  /**
   * Where rules must accept connections, in the order in which packets pass: before each rule that stops them,
   * and after the preceding rules for few addresses. Empty if there is an obstacle.
   */
  readonly places: readonly RulePlace[];
  /** Why no rule can open the ports, in one sentence; `null` if rules can. */
  readonly obstacle: string | null;
}

/** A place where a rule can close ports: before every rule of its chain that accepts connections to them. */
export interface ClosingPlace {
  /** The direction in which connections are opened. */
  readonly direction: Direction;
  /** The transport protocol. */
  readonly protocol: Protocol;
  /** The address family. */
  readonly family: Family;
  /** The ports. */
  readonly ports: PortRange;
  /** The place; `null` if there is an obstacle. */
  readonly place: RulePlace | null;
  /** Why no rule can close the ports, in one sentence; `null` if a rule can. */
  readonly obstacle: string | null;
}

/** Ports that are closed to most addresses of a family. */
export interface ClosedPorts {
  /** The direction in which connections are opened. */
  readonly direction: Direction;
  /** The transport protocol. */
  readonly protocol: Protocol;
  /** The address family to which they are closed. */
  readonly family: Family;
  /** The ports. */
  readonly ports: PortRange;
  /** The place that closed them; of several, the one that did so for the most addresses. */
  readonly decidedBy: Origin;
  /** How rules can open them; omitted for formats without kernel chains. */
  readonly opening?: Opening | undefined;
}

/**
 * A note of a parser.
 *
 * - `unknown`: something is unsupported, or depends on more than addresses and ports; the ports it affects are
 *   undetermined
 * - `assumed`: something was assumed because the input does not show it
 * - `warning`: something blocks a lot of traffic and is probably unintended, such as a missing rule for
 *   established connections
 * - `ignored`: something has no effect on new connections to and from the server's ports, although it seems to
 */
export interface ParseNote {
  /** The effect of the note on the exposure. */
  readonly kind: "assumed" | "ignored" | "unknown" | "warning";
  /** A stable identifier of the note's subject. */
  readonly code: NoteCode;
  /** The index of the input, from 0. */
  readonly input: number;
  /** The line of the input, from 1; `null` for a note on the whole input. */
  readonly line: number | null;
  /** The text, on one line. */
  readonly text: string;
  /** The places that the note concerns, its own place first; only for some codes. */
  readonly decidedBy?: readonly Origin[] | undefined;
}

/**
 * The subject of a {@link ParseNote}.
 *
 * - `match`: it could not be determined whether a rule matches
 * - `action`: the action of a rule is unsupported
 * - `translation`: a rule sends connections to another port or machine
 * - `command`: a command or statement is unsupported
 * - `setting`: a setting opens or closes ports in a way that the input does not show
 * - `entry`: a line of a list is unsupported
 * - `incomplete`: a part of the configuration is missing from the input
 * - `not-declared`: a chain, set, zone or service in use is not in the input
 * - `order`: the order in which rules apply is not in the input
 * - `scope`: a part of the firewall applies to some interfaces only
 * - `dormant`: it could not be determined whether a table is active
 * - `family`: an address family is not in the input, or was assumed
 * - `default`: a value missing from the input was taken from the firewall's own defaults
 * - `built-in`: services were taken from the firewall's built-in list
 * - `kind`: the kind of an input was assumed
 * - `elsewhere`: something outside the input may open or close ports
 * - `temporary`: the firewall removes or changes some of these rules on its own
 * - `testing`: the firewall is in testing mode, and soon removes all rules on its own
 * - `interface`: an assumption about the interface connections arrive on
 * - `unused`: a part of the configuration is not in use
 * - `unreached`: a chain is never reached
 * - `shadowed`: rules never match, because an earlier rule already decides every packet
 * - `outbound`: the input does not show the server's outbound connections
 * - `no-effect`: the firewall skips a line
 * - `reply-packets`: reply packets are blocked
 * - `later-packets`: TCP connections are opened, but none of their later packets get through
 * - `port-state`: the scanned state of ports does not show whether they are open
 * - `not-examined`: the input does not cover a family, protocol, direction or ports
 * - `neighbor-discovery`: IPv6 is closed or in doubt because required ICMPv6 messages are dropped, or these
 *   messages were assumed to pass
 * - `more`: there are more notes than are listed
 */
export type NoteCode =
  | "action"
  | "built-in"
  | "command"
  | "default"
  | "dormant"
  | "elsewhere"
  | "entry"
  | "family"
  | "incomplete"
  | "interface"
  | "kind"
  | "later-packets"
  | "match"
  | "more"
  | "neighbor-discovery"
  | "no-effect"
  | "not-declared"
  | "not-examined"
  | "order"
  | "outbound"
  | "port-state"
  | "reply-packets"
  | "scope"
  | "setting"
  | "shadowed"
  | "temporary"
  | "testing"
  | "translation"
  | "unreached"
  | "unused";

/**
 * What a firewall lets through, as read by a parser: plain, frozen data. It does not cover reply packets of
 * existing connections, the loopback interface, ICMP and ICMPv6.
 */
export interface Exposure extends Permitted {
  readonly rules: readonly ExposureRule[];
  /** The ports whose fate could not be determined; the rules and defaults apply to all others. */
  readonly undetermined: readonly UndeterminedPorts[];
  /**
   * The ports that are limited, or that may be closed or open to some addresses contrary to the rules and
   * defaults; each qualification is in the order of the rules.
   */
  readonly qualified: readonly QualifiedPorts[];
  /** The ports that a place in the input closes to most addresses. */
  readonly closed: readonly ClosedPorts[];
  /** The place that opened a direction whose ports are all open; `null` for other directions, or if no place did. */
  readonly openedBy: { readonly [D in Direction]: Origin | null };
  /** Where rules can close ports, or why none can; for formats without kernel chains, only the latter. */
  readonly closingPlaces?: readonly ClosingPlace[] | undefined;
  /** The notes, sorted by input and line; notes on a whole input come first. */
  readonly notes: readonly ParseNote[];
}

/** A port on which processes listen, and who can reach it. */
export interface ListenerRule extends ExposureRule {
  /** The names of the processes, sorted; empty if the input does not have them. */
  readonly processes: readonly string[];
}

/** A port that only the server itself reaches. */
export interface LoopbackListener {
  /** The port number. */
  readonly port: number;
  /** The protocols of the listening sockets. */
  readonly protocols: readonly Protocol[];
  /** The names of the processes, sorted; empty if the input does not have them. */
  readonly processes: readonly string[];
}

/**
 * The listening sockets of a server, as the exposure of a firewall that accepts exactly the connections that
 * reach them.
 */
export interface ListenerExposure extends Exposure {
  readonly rules: readonly ListenerRule[];
  /** The ports that only the server itself reaches. */
  readonly loopback: readonly LoopbackListener[];
}

/** An address and port on which the server's sshd listens. */
export interface SshListener {
  readonly port: number;
  /** `"any"`, an address in canonical form, or a name as the input has it. */
  readonly address: string;
  /** The families in which other machines can reach it; empty if only the server itself can. */
  readonly families: readonly Family[];
  /** The place in the input that states it; `null` for sshd's default. */
  readonly decidedBy: Origin | null;
}

/** The addresses and ports on which the server's sshd listens. */
export interface SshListeners {
  /** The listeners, in ascending order of port. */
  readonly listeners: readonly SshListener[];
  /** Whether all files that may set ports are among the inputs, without an unknown keyword. */
  readonly isComplete: boolean;
  /** The notes, sorted by input and line; notes on a whole input come first. */
  readonly notes: readonly ParseNote[];
}
