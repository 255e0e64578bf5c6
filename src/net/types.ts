/** A transport protocol. */
export type Protocol = "tcp" | "udp";

/** Which way connections are opened, seen from the server. */
export type Direction = "inbound" | "outbound";

/** A version of the internet protocol. */
export type Family = "ipv4" | "ipv6";

/** A port interval, both ends included, from 1 to 65535; a single port has the same at both ends. */
export interface PortRange {
  /** The first port. */
  readonly from: number;
  /** The last port. */
  readonly through: number;
}

/** Who may use ports: the allowed sources where inbound, the reachable destinations where outbound. */
export interface WhoMay {
  /**
   * The remote addresses: `"any"`, or a list of addresses and networks that is never empty. They are in
   * canonical form (`198.51.100.0/24`, `2001:db8::1`), IPv4 before IPv6, in ascending order, and none
   * is within another.
   */
  readonly sources: "any" | readonly string[];
  /** The addresses and networks among them that are excluded, in the same form. */
  readonly except: readonly string[];
}

/** Ports of one direction and protocol, and who may use them. */
export interface PortAccess extends WhoMay {
  /** Which way connections are opened. */
  readonly direction: Direction;
  /** The transport protocol. */
  readonly protocol: Protocol;
  /** The destination ports: of the server where inbound, of the remote machine where outbound. */
  readonly ports: PortRange;
}

/** What happens to a connection that no rule matches. */
export type DefaultAction = "accept" | "drop";

/** What a policy and an exposure have in common: what gets through. */
export interface Permitted {
  /** What it is, on one line. */
  readonly title: string;
  /** The address families it covers. */
  readonly families: readonly Family[];
  /** What happens to connections that no rule matches. */
  readonly defaults: { readonly [D in Direction]: DefaultAction };
  /** In ascending order: inbound before outbound, TCP before UDP, then by port. */
  readonly rules: readonly PortAccess[];
}

/** The place in a parser's input that decided something. */
export interface Origin {
  /** The input, counted from 0. */
  readonly input: number;
  /** The line of the input, counted from 1; `null` in JSON, which has no lines that matter. */
  readonly line: number | null;
  /** The line or rule as the input has it, on one line and shortened. */
  readonly text: string;
  /** The table, zone or list of it, such as `inet filter`; `null` where the format has none. */
  readonly table: string | null;
  /** The chain; `null` where the format has none. */
  readonly chain: string | null;
}

/** Ports that a firewall was read to let through. */
export interface ExposureRule extends PortAccess {
  /**
   * What opened the ports: where several places did, the one that did so for the most addresses of the
   * first family; `null` where nothing in the input decides, as when no chain filters a family.
   */
  readonly decidedBy: Origin | null;
}

/**
 * Ports whose fate could not be determined: a part of the configuration that decides was not
 * understood, or depends on more than addresses and ports.
 */
export interface UndeterminedPorts extends PortAccess {
  /** Why, one sentence each; they name the line of the input where it is known. */
  readonly reasons: readonly string[];
  /** What left it open: where several places did, the one that did so for the most addresses. */
  readonly decidedBy: Origin | null;
}

/**
 * How ports fare for some connections only, against what is open and closed for all others.
 *
 * - `limited`: open, up to a rate or a number of connections
 * - `may-be-closed-to-some`: open, but perhaps not to some addresses, such as those of a ban list that was not read
 * - `may-be-open-to-some`: closed, but perhaps not to some addresses, such as those of an allow list that was not
 *   read
 */
export type Qualification = "limited" | "may-be-closed-to-some" | "may-be-open-to-some";

/**
 * Ports that are open or closed as the rules and defaults say, but perhaps not for everybody, or not any
 * number of times.
 */
export interface QualifiedPorts extends PortAccess {
  readonly qualification: Qualification;
  /**
   * Why, one phrase each, such as `may be closed to some (ipset bans, line 6)` and `limited (line 7)`.
   */
  readonly reasons: readonly string[];
  /** What it depends on: where there are several places, the one for the most addresses. */
  readonly decidedBy: Origin | null;
}

/** A place in a chain of the kernel at which a rule can be put. */
export interface RulePlace {
  /** The table, as an {@link Origin} has it: `inet filter` in nftables, `filter` in iptables. */
  readonly table: string;
  /** The chain. */
  readonly chain: string;
  /** How many rules of the chain are before it: the `index` of nft, and one less than the number of iptables. */
  readonly position: number;
  /** The rule behind it; `null` at the end of the chain. */
  readonly rule: Origin | null;
  /** The whole of that rule, as the input has it, on one line; `null` at the end of the chain, and in JSON. */
  readonly text: string | null;
  /** Whether other packets may come by than those of the direction, such as those that the server forwards. */
  readonly isShared: boolean;
}

/** How rules can open ports that are closed. */
export interface Opening {
  /**
   * Where rules have to let connections through, in the order in which packets come by: before each rule that stops
   * them, behind the rules for a few addresses that are before it. Empty if there is an obstacle.
   */
  readonly places: readonly RulePlace[];
  /** Why no rule can open them, in one sentence; `null` if rules can. */
  readonly obstacle: string | null;
}

/** Where a rule can close ports: before every rule of its chain that lets somebody connect to them. */
export interface ClosingPlace {
  /** Which way connections are opened. */
  readonly direction: Direction;
  /** The transport protocol. */
  readonly protocol: Protocol;
  /** The family of addresses. */
  readonly family: Family;
  /** The ports. */
  readonly ports: PortRange;
  /** The place; `null` if there is an obstacle. */
  readonly place: RulePlace | null;
  /** Why no rule can close them, in one sentence; `null` if a rule can. */
  readonly obstacle: string | null;
}

/** Ports that are closed to most addresses of a family. */
export interface ClosedPorts {
  /** Which way connections are opened. */
  readonly direction: Direction;
  /** The transport protocol. */
  readonly protocol: Protocol;
  /** The family of addresses to which they are closed. */
  readonly family: Family;
  /** The ports. */
  readonly ports: PortRange;
  /** What closed them: where several places did, the one that did so for the most addresses. */
  readonly decidedBy: Origin;
  /** How rules can open them; left out for formats that do not have the chains of the kernel. */
  readonly opening?: Opening | undefined;
}

/**
 * A remark of a parser.
 *
 * - `unknown`: something was not understood, or depends on more than addresses and ports; the ports it
 *   affects are among the undetermined ones
 * - `assumed`: something was assumed because the input does not say it
 * - `warning`: something blocks a lot of traffic and is probably unintended, such as a missing rule for
 *   established connections
 * - `ignored`: something has no effect on new connections to and from the server's ports, although it
 *   looks as if it had
 */
export interface ParseNote {
  /** How the remark bears on the exposure. */
  readonly kind: "assumed" | "ignored" | "unknown" | "warning";
  /** A stable identifier of what the note is about. */
  readonly code: NoteCode;
  /** The input it is about, counted from 0. */
  readonly input: number;
  /** The line of the input, counted from 1; `null` for a remark on the whole input. */
  readonly line: number | null;
  /** The remark, on one line. */
  readonly text: string;
  /** The places it is about, the one that it is on first; only of some codes. */
  readonly decidedBy?: readonly Origin[] | undefined;
}

/**
 * What a {@link ParseNote} is about.
 *
 * - `match`: whether a rule matches could not be determined
 * - `action`: what a rule does was not understood
 * - `translation`: a rule sends connections to another port or machine
 * - `command`: a command or statement was not followed
 * - `setting`: a setting opens or closes ports in a way that the input does not tell
 * - `entry`: a line of a list was not understood
 * - `incomplete`: a part of the configuration is missing from the input
 * - `not-declared`: a chain, set, zone or service that is used is not in the input
 * - `order`: the order in which rules apply is not in the input
 * - `scope`: a part of the firewall applies to some interfaces only
 * - `dormant`: whether a table is in force could not be determined
 * - `family`: an address family is not in the input, or had to be guessed
 * - `default`: a value that the input does not have was taken from the firewall's own defaults
 * - `built-in`: services were taken from the list that comes with the firewall
 * - `kind`: what an input is had to be guessed
 * - `elsewhere`: something that is not in the input may open or close ports
 * - `temporary`: the firewall removes or changes some of these rules by itself
 * - `testing`: the firewall is in a testing mode, and soon removes all rules by itself
 * - `interface`: an assumption about the interface connections arrive on
 * - `unused`: a part of the configuration is not in use
 * - `unreached`: a chain is never reached
 * - `shadowed`: rules never match, because one before them decides about every packet
 * - `outbound`: the input does not show what the server connects to
 * - `no-effect`: the firewall skips a line
 * - `reply-packets`: no reply packets get through
 * - `later-packets`: connections of TCP are opened, and none of their later packets get through
 * - `port-state`: the state in which a scan found ports does not tell whether they are open
 * - `not-examined`: the input does not cover a family, a protocol, a direction or ports
 * - `neighbour-discovery`: IPv6 is closed because ICMPv6 messages it cannot do without are dropped, or it
 *   was assumed that they pass
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
  | "neighbour-discovery"
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
 * What a firewall was read to let through: plain, frozen data. Reply packets of existing connections,
 * the loopback interface, ICMP and ICMPv6 are left out of account.
 */
export interface Exposure extends Permitted {
  readonly rules: readonly ExposureRule[];
  /** The ports whose fate could not be determined; for all others, the rules and defaults tell. */
  readonly undetermined: readonly UndeterminedPorts[];
  /**
   * The ports that may be closed or open to some against the rules and defaults, or limited; each qualification is
   * in the order of the rules.
   */
  readonly qualified: readonly QualifiedPorts[];
  /** The ports that are closed to most addresses, where a place in the input says so. */
  readonly closed: readonly ClosedPorts[];
  /** What opened a direction that is open as a whole; `null` for another one, or where no place says so. */
  readonly openedBy: { readonly [D in Direction]: Origin | null };
  /** Where rules can close ports; left out for formats that do not have the chains of the kernel. */
  readonly closingPlaces?: readonly ClosingPlace[] | undefined;
  /** In the order of inputs and lines, those on a whole input first. */
  readonly notes: readonly ParseNote[];
}

/** A port on which processes listen, and who can reach it. */
export interface ListenerRule extends ExposureRule {
  /** The names of the processes, sorted; empty if the input does not have them. */
  readonly processes: readonly string[];
}

/** A port that only the server itself reaches. */
export interface LoopbackListener {
  /** The number of the port. */
  readonly port: number;
  /** The protocols that are spoken there. */
  readonly protocols: readonly Protocol[];
  /** The names of the processes, sorted; empty if the input does not have them. */
  readonly processes: readonly string[];
}

/** What listens on a server, as the exposure of a firewall that lets through just that. */
export interface ListenerExposure extends Exposure {
  readonly rules: readonly ListenerRule[];
  /** The ports that only the server itself reaches. */
  readonly loopback: readonly LoopbackListener[];
}

/** An address and a port on which a server's SSH listens. */
export interface SshListener {
  readonly port: number;
  /** `"any"`, an address in canonical form, or a name as the input has it. */
  readonly address: string;
  /** The families in which other machines reach it; empty if only the server itself does. */
  readonly families: readonly Family[];
  /** What says so; `null` for the default of sshd. */
  readonly decidedBy: Origin | null;
}

/** Where a server's SSH listens. */
export interface SshListeners {
  /** In ascending order of their ports. */
  readonly listeners: readonly SshListener[];
  /** Whether the inputs have all files that may name ports. */
  readonly isComplete: boolean;
  /** In the order of inputs and lines, those on a whole input first. */
  readonly notes: readonly ParseNote[];
}
