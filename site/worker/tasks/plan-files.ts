import { type ClosingOptions, type FirewallPlan, planAudit } from "cpanel-ports";
import { type PlanFormat, renderPlan, renderText } from "cpanel-ports/render";
import { closedConnection } from "../../../src/audit/closed-connection.ts";
import { widenedPorts } from "../../../src/audit/widened-ports.ts";
import { planInFlags } from "../../../src/cli/plan-in-flags.ts";
import { scriptInFlags } from "../../../src/cli/script-in-flags.ts";
import { rangeText } from "../../../src/net/port-range.ts";
import { planTitle } from "../../../src/render/tables/plan-table.ts";
import { planFormats } from "../../plan-formats.ts";
import { auditRequest } from "../firewall/audit-request.ts";
import { OptionProblem } from "../firewall/option-problem.ts";
import type { AuditRequest } from "../firewall/request.ts";

/** What to plan for an audit. */
export interface PlanRequest {
  readonly audit: AuditRequest;
  readonly closing: ClosingOptions;
  /** The seconds until the commands are undone; `undefined` for never. */
  readonly rollback: number | undefined;
}

/** A plan, as shown. */
export interface ShownPlan {
  /** The title, on one line. */
  readonly title: string;
  /** The number of changes that it makes, and that it only lists. */
  readonly counts: Readonly<Record<"changes" | "closable" | "spared" | "unknown", number>>;
  /** The commands, or a table of the changes if no commands are written. */
  readonly text: string;
  /** The format of the commands; `null` for a table. */
  readonly format: PlanFormat | null;
  /** Why there are no commands; `null` if there are. */
  readonly problem: string | null;
  /** Possibly unexpected effects of the plan. */
  readonly warnings: readonly string[];
}

/**
 * Plans the changes that make the firewall of a request fit, in its format.
 *
 * @throws {@link OptionProblem} if the firewall closes the connection to keep
 */
export function planFiles({ audit: request, closing, rollback }: PlanRequest): ShownPlan {
  const { audit, sorted } = auditRequest(request);
  const plan = planInFlags(planAudit(audit, closing));
  const closed = closing.close
    ? closedConnection([closing.keep ?? []].flat(), audit.actual)
    : undefined;
  if (closed !== undefined) {
    throw new OptionProblem(
      `${closed} is closed in this firewall, so it is not how you are connected; expected your address and the server's port, which are the first and the last word of: echo $SSH_CONNECTION`,
      "keep",
    );
  }
  const { changes, closable, spared, unknown } = plan;
  return {
    title: planTitle(plan),
    counts: {
      changes: changes.length,
      closable: closable.length,
      spared: spared.length,
      unknown: unknown.length,
    },
    ...textOf(plan, sorted.format, rollback),
    warnings: widenedPorts(plan).map(
      ({ protocol, ports, sources }) =>
        `${protocol.toUpperCase()} ${rangeText(ports)} is only open to ${sources.length} ${sources.length === 1 ? "network" : "networks"}, and will be open to everybody`,
    ),
  };
}

function textOf(
  plan: FirewallPlan,
  format: string,
  rollback: number | undefined,
): Pick<ShownPlan, "format" | "problem" | "text"> {
  const written = planFormats.find(({ id }) => id === format)?.id;
  if (written === undefined) {
    const problem = `No commands are written for ${format}; these are the changes to make.`;
    return { text: renderText(plan), format: null, problem };
  }
  try {
    const text = scriptInFlags(renderPlan(plan, written, { rollback }));
    return { text, format: written, problem: null };
  } catch (error) {
    if (isAboutRollback(error)) {
      throw error;
    }
    return { text: renderText(plan), format: null, problem: (error as Error).message };
  }
}

function isAboutRollback(error: unknown): boolean {
  return (error as { readonly field?: unknown }).field === "rollback";
}
