import type { ListenerRule, PortAccess } from "../net/types.ts";
import * as limits from "../util/limits.ts";
import type { PolicyRule } from "./types.ts";

/** Returns the purpose of open ports, as far as a rule states it. */
export function labelOf(rule: PortAccess | ListenerRule | PolicyRule): string {
  return "label" in rule
    ? rule.label
    : "processes" in rule
      ? processesText(rule.processes)
      : "Open in the firewall";
}

/** Returns the names of the processes that listen on a port, cut to the length of a label. */
export function processesText(processes: readonly string[]): string {
  const text = processes.length > 0 ? processes.join(", ") : "Listening";
  return [...text].slice(0, limits.processesText).join("");
}
