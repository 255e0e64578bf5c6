import type { Budget } from "./budget.ts";
import { join, joinAll, type PacketSet, Union } from "./packet-set.ts";
import type { PacketState } from "./packet-state.ts";

/** Packets by state; if something is in doubt, a packet may be in several states. */
export type Layers = ReadonlyMap<PacketState, PacketSet>;

/** Collects packets by state. */
export class LayerUnion {
  readonly #budget: Budget;
  readonly #unions = new Map<PacketState, Union>();

  constructor(budget: Budget) {
    this.#budget = budget;
  }

  add(state: PacketState, packets: PacketSet): void {
    const union = this.#unions.get(state) ?? new Union(this.#budget);
    this.#unions.set(state, union);
    union.add(packets);
  }

  addAll(layers: Layers): void {
    for (const [state, packets] of layers) {
      this.add(state, packets);
    }
  }

  /** Returns the packets; omits states without packets. */
  layers(): Layers {
    const found = new Map<PacketState, PacketSet>();
    for (const [state, union] of this.#unions) {
      putLayer(found, state, union.packets());
    }
    return found;
  }
}

/** Sets the packets of a state; removes a state without packets. */
export function putLayer(
  layers: Map<PacketState, PacketSet>,
  state: PacketState,
  packets: PacketSet,
): void {
  if (packets.length > 0) {
    layers.set(state, packets);
  } else {
    layers.delete(state);
  }
}

/** Adds packets to a state. */
export function joinLayer(
  layers: Map<PacketState, PacketSet>,
  state: PacketState,
  packets: PacketSet,
  budget: Budget,
): void {
  putLayer(layers, state, join(layers.get(state) ?? [], packets, budget));
}

/** Returns the packets of all states. */
export function packetsOf(layers: Layers, budget: Budget): PacketSet {
  return joinAll([...layers.values()], budget);
}
