import type { ListenerRule, PortAccess } from "../net/types.ts";
import type { PolicyRule } from "./types.ts";

/** Says what open ports are for, as far as a rule knows. */
export function labelOf(rule: PortAccess | ListenerRule | PolicyRule): string {
  return "label" in rule
    ? rule.label
    : "processes" in rule
      ? processesText(rule.processes)
      : "Open in the firewall";
}

/** Names the processes that listen on a port. */
export function processesText(processes: readonly string[]): string {
  return processes.length > 0 ? processes.join(", ") : "Listening";
}
