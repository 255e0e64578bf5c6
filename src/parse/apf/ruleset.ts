import type { AddressSet } from "../../net/address-set.ts";
import type { Direction, Origin, PortRange, Protocol } from "../../net/types.ts";
import type { HostListKind } from "../host-lists.ts";
import type { ApfSettingName } from "./default-settings.ts";

/** What the files of APF say. */
export interface ApfRuleset {
  readonly settings: ApfSettings;
  /** In the order of the inputs. */
  readonly lists: readonly ApfList[];
}

/** The settings of one input or several, the last of which counts. */
export interface ApfSettings {
  /** The first input with settings, counted from 0. */
  readonly input: number;
  /** What is set, by its name. */
  readonly given: ReadonlyMap<ApfSettingName, ApfSetting>;
  /** Whether a whole `conf.apf` is among the inputs: what it does not set is empty, as for every shell. */
  readonly isWhole: boolean;
  /** The first line that is not just an assignment, and why everything may be different. */
  readonly unfollowed: ApfUnfollowed | undefined;
}

/** A setting that an input has. */
export interface ApfSetting {
  readonly value: string;
  readonly origin: Origin;
}

/** A line that a shell does more with than to set values. */
export interface ApfUnfollowed {
  readonly reason: string;
  readonly origin: Origin;
}

/** `allow_hosts.rules` or `deny_hosts.rules`. */
export interface ApfList {
  /** `undefined` if neither its heading nor an option tells. */
  readonly kind: HostListKind | undefined;
  readonly hosts: readonly ApfHost[];
  /** The first entry that is not understood. */
  readonly unread: ApfUnread | undefined;
  /** The number of lines, as APF counts them when it cuts the list. */
  readonly length: number;
  /** Stands for the list as a whole. */
  readonly origin: Origin;
}

/** An entry of a list, which APF applies in both directions. */
export interface ApfHost {
  readonly kind: "host";
  readonly text: string;
  /** `undefined` for an address by itself, which stands for all ports. */
  readonly ports?: ApfHostPorts | undefined;
  /** `undefined` for what is not an address, such as the name of a machine. */
  readonly addresses: AddressSet | undefined;
  readonly origin: Origin;
}

/** What an entry such as `tcp:in:d=22:s=198.51.100.0/24` says. */
export interface ApfHostPorts {
  /** If left out, TCP in the list of who is allowed, and both in the other one. */
  readonly protocol: Protocol | undefined;
  /** The direction that is meant, although APF makes no difference. */
  readonly direction: Direction | undefined;
  readonly portEnd: ApfEnd;
  readonly ports: PortRange;
  readonly addressEnd: ApfEnd;
}

/** The end of a packet. */
export type ApfEnd = "source" | "destination";

/** An entry that is not understood. */
export interface ApfUnread {
  readonly text: string;
  readonly origin: Origin;
}
