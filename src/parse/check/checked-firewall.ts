import type { AddressSet } from "../../net/address-set.ts";
import type { Direction, Family, Protocol } from "../../net/types.ts";
import type { Budget } from "../../packet-filter/budget.ts";
import type { PacketFilter } from "../../packet-filter/model.ts";

/** A firewall, and the connections to check. */
export interface CheckedFirewall {
  /** The families that the inputs cover. */
  readonly families: readonly Family[];
  /** The names of the inputs, if given. */
  readonly inputs: readonly string[];
  readonly filter: PacketFilter;
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly port: number;
  readonly budget: Budget;
}

/** One remote machine. */
export interface Remote {
  readonly family: Family;
  /** Its address, as a set of one. */
  readonly address: AddressSet;
}
