import type { Family, Origin } from "../net/types.ts";

/** A rule as the input has it. */
interface LaidOutRule {
  readonly origin: Origin;
  /** The whole of it; `null` in JSON. */
  readonly text: string | null;
}

/** A chain as the kernel has it. */
export interface LaidOutChain {
  readonly rules: readonly LaidOutRule[];
  /** Whether it is a base chain that sees nothing but packets from or to the server. */
  readonly isOfServer: boolean;
}

/**
 * Finds a chain whose rules can let single ports through, by its table as an origin has it: tells where rules are in
 * the chains of the kernel.
 */
export type Layout = (family: Family, table: string, chain: string) => LaidOutChain | undefined;
