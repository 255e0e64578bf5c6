import type { FirewallPlan, PlanChange } from "../../audit/types.ts";

/** A firewall for which {@link renderPlan} writes commands. */
export type PlanFormat = "csf" | "firewalld" | "iptables" | "nftables";

/** How {@link renderPlan} writes. */
export interface PlanOptions {
  /**
   * After how many seconds, 30 to 3600, everything is undone unless it is confirmed; nothing is undone if it is
   * left out.
   */
  readonly rollback?: number | undefined;
}

/**
 * What the commands of a plan are made of. A command is a line of POSIX shell, or several that belong together; it
 * runs in `sh -e`, so that a failure stops what follows, and changes nothing when it is run again.
 */
export interface WrittenPlan {
  /** Comments, without `#`: where the commands act, and whether what they do lasts over a reload and a reboot. */
  readonly remarks: readonly string[];
  /** The commands before the first change. */
  readonly before: readonly string[];
  /** Returns the commands of a change, which is at an index of those of the plan; they follow the comment on it. */
  readonly commands: (change: PlanChange, index: number) => readonly string[];
  /** The commands after the last change. */
  readonly after: readonly string[];
  /** How what was there before is restored. */
  readonly rollback: {
    /** The commands that save it in the directory `savedState`, before anything is changed. */
    readonly save: readonly string[];
    /** The commands that restore it; each runs, whatever became of the one before. */
    readonly undo: readonly string[];
    /** The commands of a confirmation, in addition to stopping the timer. */
    readonly confirm: readonly string[];
  };
}

/** Writes a plan for one kind of firewall; {@link renderPlan} has a table of them. */
export type PlanWriter = (plan: FirewallPlan, options: PlanOptions) => WrittenPlan;
