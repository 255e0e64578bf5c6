import type { AddressRange } from "../../net/address-set.ts";
import type {
  DefaultAction,
  Direction,
  Family,
  Origin,
  PortRange,
  Protocol,
} from "../../net/types.ts";

/** What inputs of ufw say together. */
export interface UfwRuleset {
  /** What states the rules; `undefined` if there are only profiles. */
  readonly main: UfwStatus | UfwCommands | UfwFiles | undefined;
  readonly profiles: UfwProfiles;
  readonly settings: UfwSettings;
}

/** The files with the rules of the users of ufw: `user.rules`, `user6.rules` or both. */
export interface UfwFiles {
  readonly kind: "files";
  /** The first input with rules. */
  readonly input: number;
  readonly rows: ReadonlyMap<Family, readonly UfwRow[]>;
}

/** What the files with the settings of ufw say. */
export interface UfwSettings {
  /** Whether it is started. */
  readonly enabled?: { readonly isActive: boolean; readonly origin: Origin } | undefined;
  readonly filtersIpv6?: boolean | undefined;
  readonly defaults: UfwDefaults;
}

/** Whether ufw is active, and its defaults. */
export interface UfwState {
  readonly isActive: boolean;
  /** What says whether ufw is active. */
  readonly origin: Origin | null;
  readonly defaults: UfwDefaults;
}

/** What happens to connections that no rule matches, as far as it is stated. */
export type UfwDefaults = Readonly<
  Partial<Record<Direction, { readonly action: DefaultAction; readonly origin: Origin }>>
>;

/** The output of `ufw status`; the short forms have no defaults. */
export interface UfwStatus extends UfwState {
  readonly kind: "status";
  readonly input: number;
  /** The rules, up to the first row that is not understood. */
  readonly rows: readonly UfwRow[];
}

/** A row of the table of a status, or a rule of a file. */
export interface UfwRow {
  readonly origin: Origin;
  /** `undefined` if the row is not understood. */
  readonly rule: UfwRule | undefined;
  /** Whether it is about connections that pass through the server. */
  readonly isForward: boolean;
}

/** Commands, of one input or of several. */
interface UfwCommands {
  readonly kind: "commands";
  /** The first input with commands. */
  readonly input: number;
  readonly list: readonly UfwCommand[];
}

/** A command and where it is. */
export type UfwCommand = UfwEffect & { readonly origin: Origin };

/** What a command does. */
export type UfwEffect =
  | { readonly kind: "enable" | "disable" | "reset" }
  | { readonly kind: "default"; readonly direction: Direction; readonly action: DefaultAction }
  | { readonly kind: "rule"; readonly rule: UfwRule }
  /** Does what is not followed, to this rule; `undefined` if that is not understood either. */
  | { readonly kind: "unclear"; readonly rule: UfwRule | undefined };

/** A rule of ufw, as its status shows it and its commands make it. */
export interface UfwRule {
  readonly direction: Direction;
  readonly action: "allow" | "deny" | "reject" | "limit";
  /** The families for which ufw makes one of it. */
  readonly families: readonly Family[];
  /** Both TCP and UDP if left out. */
  readonly protocol: UfwProtocol | undefined;
  readonly to: UfwEnd;
  readonly from: UfwEnd;
}

/** The protocols that ufw knows; those other than TCP and UDP have no ports. */
export const ufwProtocols = ["tcp", "udp", "ah", "esp", "gre", "igmp", "ipv6", "vrrp"] as const;

export type UfwProtocol = (typeof ufwProtocols)[number];

/** One end of the connections of a rule; a field that is left out fits all. */
export interface UfwEnd {
  readonly address?: UfwAddress | undefined;
  readonly ports?: readonly PortRange[] | undefined;
  /** The service of `/etc/services` whose ports they are. */
  readonly service?: string | undefined;
  /** The application whose profile has the ports. */
  readonly app?: string | undefined;
  /** The interface; `eth+` stands for all whose names begin with `eth`. */
  readonly device?: string | undefined;
}

/** An address or a network. */
export interface UfwAddress extends AddressRange {
  readonly family: Family;
  /** In canonical form. */
  readonly text: string;
}

/** Application profiles by name. */
export type UfwProfiles = ReadonlyMap<string, UfwProfile>;

/** The profile of an application. */
export interface UfwProfile {
  readonly name: string;
  /** `undefined` if ufw rejects the profile. */
  readonly lists: readonly UfwPortList[] | undefined;
  readonly origin: Origin;
}

/** A list of ports of an application. */
export interface UfwPortList {
  /** Both TCP and UDP if left out. */
  readonly protocol: Protocol | undefined;
  readonly ports: readonly PortRange[];
}
