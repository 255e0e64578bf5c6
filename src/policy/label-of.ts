import type { ListenerRule, PortAccess } from "../net/types.ts";
import * as limits from "../util/limits.ts";
import type { PolicyRule } from "./types.ts";

/** Says what open ports are for, as far as a rule knows. */
export function labelOf(rule: PortAccess | ListenerRule | PolicyRule): string {
  return "label" in rule
    ? rule.label
    : "processes" in rule
      ? processesText(rule.processes)
      : "Open in the firewall";
}

/** Names the processes that listen on a port, in as many characters as a label has. */
export function processesText(processes: readonly string[]): string {
  const text = processes.length > 0 ? processes.join(", ") : "Listening";
  return [...text].slice(0, limits.processesText).join("");
}
