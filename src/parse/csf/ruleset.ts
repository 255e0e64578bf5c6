import type { AddressSet } from "../../net/address-set.ts";
import type { Direction, Family, Origin, PortRange, Protocol } from "../../net/types.ts";
import type { HostListKind } from "../host-lists.ts";

/** The parsed CSF files. */
export interface CsfRuleset {
  /** The index of the `csf.conf` input, from 0. */
  readonly input: number;
  readonly settings: CsfSettings;
  /** In the order of the inputs. */
  readonly lists: readonly CsfList[];
}

/** The settings of `csf.conf` by name. */
export type CsfSettings = ReadonlyMap<string, CsfSetting>;

/** A setting of `csf.conf`. */
export interface CsfSetting {
  readonly value: string;
  readonly origin: Origin;
}

/** A `csf.allow` or `csf.deny`. */
export interface CsfList {
  readonly kind: HostListKind;
  readonly entries: readonly CsfEntry[];
}

/** An entry of a list. */
export type CsfEntry = CsfHost | CsfPorts;

/** All ports of an address or network, in both directions: `198.51.100.7`. */
export interface CsfHost {
  readonly kind: "host";
  readonly network: CsfNetwork;
  readonly origin: Origin;
}

/** Ports of one direction: `tcp|in|d=22|s=198.51.100.0/24`. */
export interface CsfPorts {
  readonly kind: "ports";
  readonly direction: Direction;
  readonly protocol: Protocol;
  /** `undefined` if omitted or malformed. */
  readonly ports: { readonly end: CsfEnd; readonly ranges: readonly PortRange[] } | undefined;
  /** `undefined` if omitted or malformed, or if the entry applies only to some users. */
  readonly address: { readonly end: CsfEnd; readonly network: CsfNetwork } | undefined;
  readonly origin: Origin;
}

/** The end of a packet. */
export type CsfEnd = "source" | "destination";

/** The addresses of a network. */
interface CsfNetwork {
  readonly family: Family;
  readonly set: AddressSet;
}
