import type { PlanChange, PolicyDifference } from "./types.ts";

/** Returns the change that a difference calls for. */
export function changeOf(difference: PolicyDifference, reason: string): PlanChange {
  const { kind, direction, protocol, ports, label, services, conditions, entry } = difference;
  return {
    action: kind === "missing" || kind === "narrower" ? "open" : "close",
    direction,
    protocol,
    ports,
    who: difference.difference,
    label,
    services,
    conditions,
    entry,
    reason,
  };
}
