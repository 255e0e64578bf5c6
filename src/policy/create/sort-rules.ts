import { ascending } from "../../util/ascending.ts";
import type { PolicyRule } from "../types.ts";

/** Sorts rules: inbound before outbound, TCP before UDP, then by ports, label and services. */
export function sortRules<T extends PolicyRule>(rules: readonly T[]): T[] {
  return [...rules].sort(
    (a, b) =>
      groupOf(a) - groupOf(b) ||
      a.ports.from - b.ports.from ||
      a.ports.through - b.ports.through ||
      ascending(a.label, b.label) ||
      ascending(a.services.join(), b.services.join()),
  );
}

function groupOf({ direction, protocol }: PolicyRule): number {
  return (direction === "inbound" ? 0 : 2) + (protocol === "tcp" ? 0 : 1);
}
