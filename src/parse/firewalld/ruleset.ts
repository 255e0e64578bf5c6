import type { AddressSet } from "../../net/address-set.ts";
import type { Direction, Family, Origin, PortRange } from "../../net/types.ts";
import type { InterfacePattern } from "../../packet-filter/interface-pattern.ts";

/** What the inputs say, whether files or lists of `firewall-cmd`. */
export interface Ruleset {
  readonly zones: readonly Zone[];
  readonly policies: readonly PolicyObject[];
  /** The services whose names are known. */
  readonly services: ReadonlyMap<string, Service>;
  /** The services of files, which do not contain their names. */
  readonly unnamed: readonly Service[];
  /** The ipsets whose names are known. */
  readonly ipsets: ReadonlyMap<string, Ipset>;
  /** The ipsets of files, which do not contain their names. */
  readonly unnamedIpsets: readonly Ipset[];
  /** The rules of iptables that come before those of firewalld, in order. */
  readonly direct: readonly DirectRule[];
}

/** A rule of iptables that firewalld puts before its own. */
export interface DirectRule {
  readonly family: Family | undefined;
  readonly table: string;
  /** Whether connections meet it by themselves, by a jump or not at all, or a command that is not understood. */
  readonly chain: "base" | "other" | "unknown";
  readonly direction: Direction | undefined;
  /** Its matches and its target. */
  readonly words: readonly string[];
  readonly origin: Origin;
}

/** A set of addresses. */
export interface Ipset {
  /** `undefined` for a set of more than addresses, or whose members change. */
  readonly addresses: Addresses | undefined;
  readonly origin: Origin;
}

/** A zone or a policy object. */
export type FirewalldObject = PolicyObject | Zone;

export interface Zone extends Settings {
  readonly kind: "zone";
  /** Whether the input says that it is the default zone. */
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

/** What zones and policy objects have in common. */
interface Settings {
  /** `undefined` if it is from a file, which does not contain its name. */
  readonly name: string | undefined;
  /** Whether it is from a list, which is complete: it has interfaces that NetworkManager assigned. */
  readonly isListed: boolean;
  readonly origin: Origin;
  readonly target: Target;
  readonly openings: readonly Opening[];
  readonly forwards: readonly ForwardPort[];
  readonly richRules: readonly RichRule[];
  readonly unrecognized: readonly Unrecognized[];
}

/** What becomes of connections that no rule of an object decides. */
interface Target {
  readonly name: string;
  readonly origin: Origin;
}

/** An element or attribute that firewalld 1.3.3 does not know. */
export interface Unrecognized {
  readonly what: string;
  readonly origin: Origin;
}

/** A source that a zone is bound to: a network, an ipset or a MAC address. */
export interface ZoneSource {
  /** `undefined` if the input does not have its addresses. */
  readonly addresses: Addresses | undefined;
  /** The name of the ipset; `undefined` for a network or a MAC address. */
  readonly ipset: string | undefined;
  /** The source in a few words, for reasons. */
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

/** The name of a zone that a policy object is for, or `ANY` or `HOST`. */
export interface ZoneReference {
  readonly name: string;
  readonly origin: Origin;
}

/** A setting that lets connections in. */
export type Opening = { readonly origin: Origin } & (
  | { readonly kind: "part"; readonly part: Part }
  | { readonly kind: "service"; readonly name: string }
);

/** A service: the connections it is for, and the services it includes. */
export interface Service {
  readonly origin: Origin;
  readonly parts: readonly ServicePart[];
  readonly includes: readonly string[];
}

export interface ServicePart {
  readonly part: Part;
  readonly origin: Origin;
}

/** Connections that a setting is for. */
export type Part = PartConditions &
  (PortCondition | ProtocolCondition | { readonly kind: "unknown"; readonly what: string });

/** Conditions on a part besides its ports or protocol. */
interface PartConditions {
  /** The addresses of the server it is for, as they are written; all if left out. */
  readonly destinations?: readonly string[];
  /** Whether an unnamed file may define the service in another way. */
  readonly isInDoubt?: boolean;
}

export interface PortCondition {
  readonly kind: "port" | "source-port";
  /** As firewalld writes it, such as `22/tcp`. */
  readonly text: string;
  /** `undefined` for a name of /etc/services, and for what is no port. */
  readonly ports: PortRange | undefined;
  readonly protocol: string;
}

interface ProtocolCondition {
  readonly kind: "protocol";
  /** A name or a number. */
  readonly name: string;
}

/** A port whose connections are redirected to another port or machine. */
export interface ForwardPort {
  readonly part: PortCondition;
  /** Whether it is to another port of the server. */
  readonly staysHere: boolean;
  readonly family: Family;
  readonly origin: Origin;
}

export interface RichRule {
  readonly origin: Origin;
  /** `undefined` if it is not a priority. */
  readonly priority: number | undefined;
  readonly family: Family | undefined;
  readonly source: RichRuleEnd | undefined;
  readonly destination: RichRuleEnd | undefined;
  /** What it is for; `undefined` for everything. */
  readonly element: RichRuleElement | undefined;
  /** `undefined` if it does nothing to connections, such as a rule that only logs. */
  readonly action: "accept" | "drop" | undefined;
  /** Whether it rejects with a TCP reset, which UDP does not have. */
  readonly isReset: boolean;
  /** Whether it acts up to a rate limit only. */
  readonly isLimited: boolean;
  /** Why firewalld may refuse the rule, or may read it in another way. */
  readonly problems: readonly string[];
}

/** One end of the connections a rich rule matches. */
export interface RichRuleEnd {
  /** As it is written; `undefined` for an ipset or a MAC address. */
  readonly address: string | undefined;
  /** The addresses of the ipset, if they are in the input. */
  readonly addresses?: Addresses | undefined;
  /** The name of the ipset; `undefined` for an address or a MAC address. */
  readonly ipset: string | undefined;
  readonly isInverted: boolean;
  /** The end in a few words, for reasons. */
  readonly what: string;
}

/** What a rich rule is for. */
export type RichRuleElement =
  | { readonly kind: "part"; readonly part: Part }
  | { readonly kind: "service"; readonly name: string }
  | {
      readonly kind: "forward-port";
      readonly part: PortCondition;
      /** Whether it is to another port of the server. */
      readonly staysHere: boolean;
      readonly origin: Origin;
    }
  /** It lets no TCP or UDP connection in or out. */
  | { readonly kind: "no-ports" };
