import type { AddressRange } from "../../net/address-set.ts";
import type {
  DefaultAction,
  Direction,
  Family,
  Origin,
  PortRange,
  Protocol,
} from "../../net/types.ts";

/** The combined ufw inputs. */
export interface UfwRuleset {
  /** The source of the rules; `undefined` if there are only profiles. */
  readonly main: UfwStatus | UfwCommands | UfwFiles | undefined;
  readonly profiles: UfwProfiles;
  readonly settings: UfwSettings;
}

/** The files with ufw's user rules: `user.rules`, `user6.rules` or both. */
export interface UfwFiles {
  readonly kind: "files";
  /** The index of the first input with rules. */
  readonly input: number;
  readonly rows: ReadonlyMap<Family, readonly UfwRow[]>;
}

/** The contents of ufw's settings files. */
export interface UfwSettings {
  /** Whether ufw is enabled. */
  readonly enabled?: { readonly isActive: boolean; readonly origin: Origin } | undefined;
  readonly filtersIpv6?: boolean | undefined;
  readonly defaults: UfwDefaults;
}

/** Whether ufw is active, and its defaults. */
export interface UfwState {
  readonly isActive: boolean;
  /** The line that states whether ufw is active. */
  readonly origin: Origin | null;
  readonly defaults: UfwDefaults;
}

/** The default policies, as far as they are stated. */
export type UfwDefaults = Readonly<
  Partial<Record<Direction, { readonly action: DefaultAction; readonly origin: Origin }>>
>;

/** The output of `ufw status`; the short forms omit the defaults. */
export interface UfwStatus extends UfwState {
  readonly kind: "status";
  readonly input: number;
  /** The rules, up to the first unsupported row. */
  readonly rows: readonly UfwRow[];
}

/** A row of a status table, or a rule of a file. */
export interface UfwRow {
  readonly origin: Origin;
  /** `undefined` if the row is unsupported. */
  readonly rule: UfwRule | undefined;
  /** Whether it applies to forwarded connections. */
  readonly isForward: boolean;
}

/** The commands of one or more inputs. */
interface UfwCommands {
  readonly kind: "commands";
  /** The index of the first input with commands. */
  readonly input: number;
  readonly list: readonly UfwCommand[];
}

/** A command and its place. */
export type UfwCommand = UfwEffect & { readonly origin: Origin };

/** The effect of a command. */
export type UfwEffect =
  | { readonly kind: "enable" | "disable" | "reset" }
  | { readonly kind: "default"; readonly direction: Direction; readonly action: DefaultAction }
  | { readonly kind: "rule"; readonly rule: UfwRule }
  /** An unsupported effect on this rule; `undefined` if the rule is also unsupported. */
  | { readonly kind: "unclear"; readonly rule: UfwRule | undefined };

/** A ufw rule, from a status or a command. */
export interface UfwRule {
  readonly direction: Direction;
  readonly action: "allow" | "deny" | "reject" | "limit";
  /** The families for which ufw creates a rule. */
  readonly families: readonly Family[];
  /** Both TCP and UDP if omitted. */
  readonly protocol: UfwProtocol | undefined;
  readonly to: UfwEnd;
  readonly from: UfwEnd;
}

/** The protocols ufw supports; all except TCP and UDP have no ports. */
export const ufwProtocols = ["tcp", "udp", "ah", "esp", "gre", "igmp", "ipv6", "vrrp"] as const;

export type UfwProtocol = (typeof ufwProtocols)[number];

/** One end of the connections of a rule; an omitted field matches all. */
export interface UfwEnd {
  readonly address?: UfwAddress | undefined;
  readonly ports?: readonly PortRange[] | undefined;
  /** The service of `/etc/services` whose ports they are. */
  readonly service?: string | undefined;
  /** The application whose profile has the ports. */
  readonly app?: string | undefined;
  /** The interface; `eth+` matches all names that begin with `eth`. */
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

/** A port list of an application. */
export interface UfwPortList {
  /** Both TCP and UDP if omitted. */
  readonly protocol: Protocol | undefined;
  readonly ports: readonly PortRange[];
}
