import type { AddressSet } from "../../net/address-set.ts";
import type { Direction, Family, Origin, PortRange } from "../../net/types.ts";
import type { InterfacePattern } from "../../packet-filter/interface-pattern.ts";

/** The content of the inputs, from files or `firewall-cmd` lists. */
export interface Ruleset {
  readonly zones: readonly Zone[];
  readonly policies: readonly PolicyObject[];
  /** The services with known names. */
  readonly services: ReadonlyMap<string, Service>;
  /** The services from files, which do not contain their names. */
  readonly unnamed: readonly Service[];
  /** The ipsets with known names. */
  readonly ipsets: ReadonlyMap<string, Ipset>;
  /** The ipsets from files, which do not contain their names. */
  readonly unnamedIpsets: readonly Ipset[];
  /** The iptables rules that precede firewalld's rules, in order. */
  readonly direct: readonly DirectRule[];
}

/** An iptables rule that firewalld places before its own. */
export interface DirectRule {
  readonly family: Family | undefined;
  readonly table: string;
  /** Whether connections reach it directly, or only by a jump if at all; `unknown` for an unsupported command. */
  readonly chain: "base" | "other" | "unknown";
  readonly direction: Direction | undefined;
  /** Its matches and its target. */
  readonly words: readonly string[];
  readonly origin: Origin;
}

/** A set of addresses. */
export interface Ipset {
  /** `undefined` for a set that contains more than addresses, or whose members change. */
  readonly addresses: Addresses | undefined;
  readonly origin: Origin;
}

/** A zone or a policy object. */
export type FirewalldObject = PolicyObject | Zone;

export interface Zone extends Settings {
  readonly kind: "zone";
  /** Whether the input marks it as the default zone. */
  readonly isDefault: boolean;
  /** Whether it has an `ingress-priority` other than 0. */
  readonly hasPriority: boolean;
  readonly sources: readonly ZoneSource[];
  readonly interfaces: readonly ZoneInterface[];
}

export interface PolicyObject extends Settings {
  readonly kind: "policy";
  readonly priority: number;
  readonly ingress: readonly ZoneReference[];
  readonly egress: readonly ZoneReference[];
}

/** The common properties of zones and policy objects. */
interface Settings {
  /** `undefined` if it comes from a file, which does not contain its name. */
  readonly name: string | undefined;
  /** Whether it comes from a list. A list is complete: it includes interfaces that NetworkManager assigned. */
  readonly isListed: boolean;
  readonly origin: Origin;
  readonly target: Target;
  readonly openings: readonly Opening[];
  readonly forwards: readonly ForwardPort[];
  readonly richRules: readonly RichRule[];
  readonly unrecognized: readonly Unrecognized[];
}

/** The fate of connections that no rule of an object decides. */
interface Target {
  readonly name: string;
  readonly origin: Origin;
}

/** An element or attribute that firewalld 1.3.3 does not know. */
export interface Unrecognized {
  readonly what: string;
  readonly origin: Origin;
}

/** A source of a zone: a network, an ipset or a MAC address. */
export interface ZoneSource {
  /** `undefined` if its addresses are not in the input. */
  readonly addresses: Addresses | undefined;
  /** The name of the ipset; `undefined` for a network or a MAC address. */
  readonly ipset: string | undefined;
  /** A short description of the source, for reasons. */
  readonly what: string;
  readonly origin: Origin;
}

/** Addresses of a family. */
export interface Addresses {
  readonly family: Family;
  readonly set: AddressSet;
}

export interface ZoneInterface {
  readonly name: string;
  readonly pattern: InterfacePattern;
  readonly origin: Origin;
}

/** The name of a zone that a policy object applies to, or `ANY` or `HOST`. */
export interface ZoneReference {
  readonly name: string;
  readonly origin: Origin;
}

/** A setting that opens ports or protocols. */
export type Opening = { readonly origin: Origin } & (
  | { readonly kind: "part"; readonly part: Part }
  | { readonly kind: "service"; readonly name: string }
);

/** A service: the connections it covers, and the services it includes. */
export interface Service {
  readonly origin: Origin;
  readonly parts: readonly ServicePart[];
  readonly includes: readonly string[];
}

export interface ServicePart {
  readonly part: Part;
  readonly origin: Origin;
}

/** Connections that a setting applies to. */
export type Part = PartConditions &
  (PortCondition | ProtocolCondition | { readonly kind: "unknown"; readonly what: string });

/** Conditions on a part in addition to its ports or protocol. */
interface PartConditions {
  /** The server's addresses it applies to, as written; all if omitted. */
  readonly destinations?: readonly string[];
  /** Whether an unnamed file may define the service differently. */
  readonly isInDoubt?: boolean;
}

export interface PortCondition {
  readonly kind: "port" | "source-port";
  /** The port as firewalld writes it, such as `22/tcp`. */
  readonly text: string;
  /** `undefined` for a name from /etc/services, and for anything that is not a port. */
  readonly ports: PortRange | undefined;
  readonly protocol: string;
}

interface ProtocolCondition {
  readonly kind: "protocol";
  /** A name or a number. */
  readonly name: string;
}

/** A port whose connections are forwarded to another port or machine. */
export interface ForwardPort {
  readonly part: PortCondition;
  /** Whether it forwards to another port of the server. */
  readonly staysHere: boolean;
  readonly family: Family;
  readonly origin: Origin;
}

export interface RichRule {
  readonly origin: Origin;
  /** `undefined` if invalid. */
  readonly priority: number | undefined;
  readonly family: Family | undefined;
  readonly source: RichRuleEnd | undefined;
  readonly destination: RichRuleEnd | undefined;
  /** The connections it applies to; `undefined` for all. */
  readonly element: RichRuleElement | undefined;
  /** `undefined` if it does not affect connections, such as a rule that only logs. */
  readonly action: "accept" | "drop" | undefined;
  /** Whether it rejects with a TCP reset, which does not exist for UDP. */
  readonly isReset: boolean;
  /** Whether it applies only up to a rate limit. */
  readonly isLimited: boolean;
  /** Why firewalld may refuse the rule or interpret it differently. */
  readonly problems: readonly string[];
}

/** One end of the connections a rich rule matches. */
export interface RichRuleEnd {
  /** The address as written; `undefined` for an ipset or a MAC address. */
  readonly address: string | undefined;
  /** The addresses of the ipset, if they are in the input. */
  readonly addresses?: Addresses | undefined;
  /** The name of the ipset; `undefined` for an address or a MAC address. */
  readonly ipset: string | undefined;
  readonly isInverted: boolean;
  /** A short description of the end, for reasons. */
  readonly what: string;
}

/** The connections a rich rule applies to. */
export type RichRuleElement =
  | { readonly kind: "part"; readonly part: Part }
  | { readonly kind: "service"; readonly name: string }
  | {
      readonly kind: "forward-port";
      readonly part: PortCondition;
      /** Whether it forwards to another port of the server. */
      readonly staysHere: boolean;
      readonly origin: Origin;
    }
  /** Opens no TCP or UDP port. */
  | { readonly kind: "no-ports" };
