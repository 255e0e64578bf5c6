import type { FirewallPlan, PlanChange } from "../../audit/types.ts";
import type { Direction } from "../../net/types.ts";

/** How {@link renderPlan} writes. */
export interface PlanOptions {
  /**
   * nftables: the table of the chains, with its family; `inet cpanel_ports` where it is left out, which
   * is the one that `renderNftables` writes.
   */
  readonly table?: string | undefined;
  /** nftables: the chain of what comes in; `input` where it is left out. */
  readonly inputChain?: string | undefined;
  /** nftables: the chain of what goes out; `output` where it is left out. */
  readonly outputChain?: string | undefined;
}

/** The table and the chains that a plan changes. */
export interface PlanNames {
  readonly table: string;
  readonly chains: Readonly<Record<Direction, string>>;
}

/** What the commands of a plan are made of. */
export interface WrittenPlan {
  /** The lines before the first change. */
  readonly before: readonly string[];
  /** Returns the commands of a change, which follow the comment on it. */
  readonly commands: (change: PlanChange) => readonly string[];
  /** The lines after the last change. */
  readonly after: readonly string[];
}

/** Writes a plan for one kind of firewall; {@link renderPlan} has a table of them. */
export type PlanWriter = (plan: FirewallPlan, names: PlanNames) => WrittenPlan;
