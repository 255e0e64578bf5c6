import { ascending } from "../../util/ascending.ts";
import type { PolicyRule } from "../types.ts";

/** Sorts rules: inbound before outbound, TCP before UDP, then by ports, label and services. */
export function sortRules<T extends PolicyRule>(rules: readonly T[]): T[] {
  return [...rules].sort(
    (a, b) =>
      ascending(a.direction, b.direction) ||
      ascending(a.protocol, b.protocol) ||
      a.ports.from - b.ports.from ||
      a.ports.through - b.ports.through ||
      ascending(a.label, b.label) ||
      ascending(a.services.join(), b.services.join()),
  );
}
