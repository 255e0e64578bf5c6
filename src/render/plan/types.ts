import type { FirewallPlan, PlanChange } from "../../audit/types.ts";

/** A firewall that {@link renderPlan} can write commands for. */
export type PlanFormat = "csf" | "firewalld" | "iptables" | "nftables";

/** The options of {@link renderPlan}. */
export interface PlanOptions {
  /** The number of seconds, 30 to 3600, after which all changes are undone unless confirmed. Default: no rollback. */
  readonly rollback?: number | undefined;
}

/**
 * The parts of a script for a plan. A command is one or more lines of POSIX shell that belong together. It runs in
 * `sh -e`, so a failure skips the commands after it. Running it again changes nothing.
 */
export interface WrittenPlan {
  /** Comments, without `#`: where the commands act, and whether the changes survive a reload and a reboot. */
  readonly remarks: readonly string[];
  /** The commands before the first change. */
  readonly before: readonly string[];
  /** Returns the commands of a change at an index of the plan; they follow the comment on it. */
  readonly commands: (change: PlanChange, index: number) => readonly string[];
  /** The commands after the last change. */
  readonly after: readonly string[];
  /** The commands that restore the state before the plan. */
  readonly rollback: {
    /** The commands that save the state to the directory `savedState`, before the first change. */
    readonly save: readonly string[];
    /** The commands that restore the state; each runs even if the one before failed. */
    readonly undo: readonly string[];
    /** The commands of a confirmation, before the timer stops; a failure leaves the timer running. */
    readonly confirm: readonly string[];
  };
}

/** Writes a plan for one firewall. */
export type PlanWriter = (plan: FirewallPlan, options: PlanOptions) => WrittenPlan;
