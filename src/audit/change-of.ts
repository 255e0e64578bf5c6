import type { PlanChange, PolicyFinding } from "./types.ts";

/** Returns the change that a difference calls for. */
export function changeOf(finding: PolicyFinding, reason: string): PlanChange {
  const { kind, direction, protocol, ports, difference, label, services, conditions, entry } =
    finding;
  return {
    action: kind === "missing" || kind === "narrower" ? "open" : "close",
    direction,
    protocol,
    ports,
    who: difference,
    label,
    services,
    conditions,
    entry,
    reason,
  };
}
