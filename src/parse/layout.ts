import type { Entrance, Family, Origin } from "../net/types.ts";

/** A chain as the kernel has it. */
interface LaidOutChain {
  readonly rules: readonly { readonly origin: Origin }[];
  /** Whether it is a base chain that sees nothing but packets from or to the server. */
  readonly isOfServer: boolean;
}

/** Where the rules of a ruleset are in the chains of the kernel. */
export interface Layout {
  /** Finds a chain whose rules can let single ports through, by its table as an origin has it. */
  readonly find: (family: Family, table: string, chain: string) => LaidOutChain | undefined;
  /** Where rules can close ports, one for each direction and family. */
  readonly entrances: readonly Entrance[];
}
