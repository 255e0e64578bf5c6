import type { PolicyRule } from "./types.ts";

/** Inbound before outbound, TCP before UDP, then by ports, label and services. */
export function sortRules<T extends PolicyRule>(rules: readonly T[]): T[] {
  return [...rules].sort(
    (a, b) =>
      compare(a.direction, b.direction) ||
      compare(a.protocol, b.protocol) ||
      a.ports.from - b.ports.from ||
      a.ports.through - b.ports.through ||
      compare(a.label, b.label) ||
      compare(a.services.join(), b.services.join()),
  );
}

function compare(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}
