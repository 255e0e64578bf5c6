import type { PortAccess } from "../net/types.ts";

/** Ports of a direction and protocol. */
export type PortsOfLane = Pick<PortAccess, "direction" | "ports" | "protocol">;

/** Finds the rules that cover a port. */
export class RuleFinder<Rule extends PortsOfLane> {
  readonly #rules: readonly Rule[];
  /** For each rule, the largest port of it and all rules before it. */
  readonly #ends: readonly number[];

  constructor(rules: readonly Rule[]) {
    this.#rules = [...rules].sort((a, b) => a.ports.from - b.ports.from);
    let end = 0;
    this.#ends = this.#rules.map(({ ports }) => {
      end = Math.max(end, ports.through);
      return end;
    });
  }

  /** Returns the rules that cover a port. */
  at(port: number): readonly Rule[] {
    let low = 0;
    for (let high = this.#rules.length; low < high; ) {
      const middle = (low + high) >> 1;
      if ((this.#rules[middle] as Rule).ports.from <= port) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    const found: Rule[] = [];
    for (let index = low - 1; index >= 0 && (this.#ends[index] as number) >= port; index--) {
      const rule = this.#rules[index] as Rule;
      if (rule.ports.through >= port) {
        found.unshift(rule);
      }
    }
    return found;
  }
}
