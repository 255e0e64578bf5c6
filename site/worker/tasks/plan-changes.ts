import { type PlanChange, planUpgrade, resolveVersion } from "cpanel-ports";
import { type PlanFormat, renderPlan } from "cpanel-ports/render";
import { planInFlags } from "../../../src/cli/plan-in-flags.ts";
import { scriptInFlags } from "../../../src/cli/script-in-flags.ts";
import { planCount } from "../../../src/render/tables/plan-table.ts";
import type { TaskError } from "../messages.ts";
import { taskError } from "../task-error.ts";

/** Two versions, and how to change a firewall from one to the other. */
export interface ChangesRequest {
  readonly from: string;
  readonly to: string;
  readonly format: PlanFormat;
  /** Whether to close ports that the newer version does not document. */
  readonly close: boolean;
  /** The connection to keep, as typed. */
  readonly keep: string;
  /** The seconds until everything is undone; `null` for never. */
  readonly rollback: number | null;
}

/** A change, and whether it is made. */
export interface PlannedChange {
  readonly fate: "closable" | "done" | "never" | "perhaps";
  readonly change: Pick<PlanChange, "action" | "direction" | "label" | "ports" | "protocol">;
  readonly reason: string;
}

export interface PlannedChanges {
  readonly changes: readonly PlannedChange[];
  /** The summary of a plan that changes nothing, in the words of the package; otherwise `null`. */
  readonly nothing: string | null;
  /** The commands, or why there are none for the format. */
  readonly commands: { readonly text: string } | { readonly refused: TaskError };
}

export function planChanges(request: ChangesRequest): PlannedChanges {
  const { from, to, format, close, keep, rollback } = request;
  const plan = planInFlags(
    planUpgrade(resolveVersion(from), resolveVersion(to), {
      close,
      keep: keep.trim() === "" ? [] : keep.trim(),
    }),
  );
  const planned = (fate: PlannedChange["fate"], list: readonly PlanChange[]) =>
    list.map(({ action, direction, protocol, ports, label, reason }) => ({
      fate,
      change: { action, direction, protocol, ports, label },
      reason,
    }));
  return {
    changes: [
      ...planned("done", plan.changes),
      ...planned("closable", plan.closable),
      ...planned("perhaps", plan.unknown),
      ...plan.spared.flatMap((each) => planned("never", [{ ...each, reason: each.why }])),
    ],
    nothing: plan.changes.length === 0 ? planCount(plan) : null,
    commands: commandsOf(),
  };

  function commandsOf(): PlannedChanges["commands"] {
    try {
      const script = renderPlan(plan, format, rollback === null ? {} : { rollback });
      return { text: scriptInFlags(script) };
    } catch (error) {
      return { refused: taskError(error) };
    }
  }
}
