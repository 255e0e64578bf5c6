import type { Family, Origin } from "../net/types.ts";

/** A rule as written in the input. */
interface LaidOutRule {
  readonly origin: Origin;
  /** The complete text; `null` in JSON. */
  readonly text: string | null;
}

/** A kernel chain. */
export interface LaidOutChain {
  readonly rules: readonly LaidOutRule[];
  /** Whether it is a base chain that sees only packets from or to the server. */
  readonly isOfServer: boolean;
  /** Returns whether a rule with this text only logs. */
  readonly isLog: (text: string) => boolean;
}

/**
 * Finds a chain whose rules can accept single ports, by its table as in an origin. Shows the positions of rules
 * in kernel chains.
 */
export type Layout = (family: Family, table: string, chain: string) => LaidOutChain | undefined;
