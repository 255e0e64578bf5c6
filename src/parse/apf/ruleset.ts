import type { AddressSet } from "../../net/address-set.ts";
import type { Direction, Origin, PortRange, Protocol } from "../../net/types.ts";
import type { HostListKind } from "../host-lists.ts";
import type { ApfSettingName } from "./default-settings.ts";

/** The parsed APF files. */
export interface ApfRuleset {
  readonly settings: ApfSettings;
  /** In the order of the inputs. */
  readonly lists: readonly ApfList[];
}

/** The settings of one or more inputs; the last value of a setting wins. */
export interface ApfSettings {
  /** The index of the first input with settings, from 0. */
  readonly input: number;
  /** The settings by name. */
  readonly given: ReadonlyMap<ApfSettingName, ApfSetting>;
  /** Whether the inputs include a whole `conf.apf`; settings it omits are then empty, as in a shell. */
  readonly isWhole: boolean;
  /** The first line that is not a plain assignment, and the reason; it may change everything. */
  readonly unfollowed: ApfUnfollowed | undefined;
}

/** A setting in the input. */
export interface ApfSetting {
  readonly value: string;
  readonly origin: Origin;
}

/** A line that does more than set values. */
export interface ApfUnfollowed {
  readonly reason: string;
  readonly origin: Origin;
}

/** `allow_hosts.rules` or `deny_hosts.rules`. */
export interface ApfList {
  /** `undefined` if neither its heading nor an option states it. */
  readonly kind: HostListKind | undefined;
  readonly hosts: readonly ApfHost[];
  /** The first unsupported entry. */
  readonly unread: ApfUnread | undefined;
  /** The number of lines, as APF counts them when it cuts the list. */
  readonly length: number;
  /** The origin of the list as a whole. */
  readonly origin: Origin;
}

/** An entry of a list, which APF applies in both directions. */
export interface ApfHost {
  readonly kind: "host";
  readonly text: string;
  /** `undefined` for an address without ports, which applies to all ports. */
  readonly ports?: ApfHostPorts | undefined;
  /** `undefined` if the text is not an address, such as a host name. */
  readonly addresses: AddressSet | undefined;
  readonly origin: Origin;
}

/** The parts of an entry such as `tcp:in:d=22:s=198.51.100.0/24`. */
export interface ApfHostPorts {
  /** If omitted: TCP in the allow list, both protocols in the deny list. */
  readonly protocol: Protocol | undefined;
  /** The direction as written; APF ignores it. */
  readonly direction: Direction | undefined;
  readonly portEnd: ApfEnd;
  readonly ports: PortRange;
  readonly addressEnd: ApfEnd;
}

/** The end of a packet. */
export type ApfEnd = "source" | "destination";

/** An unsupported entry. */
export interface ApfUnread {
  readonly text: string;
  readonly origin: Origin;
}
