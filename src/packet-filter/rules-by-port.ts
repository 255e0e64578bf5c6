import { portCount } from "../net/port-set.ts";
import type { Chain, Rule } from "./model.ts";

/** A rule about more ports is looked at for every port. */
const maxPorts = 16;

/** The rules of a chain: those that are looked at for every port, and those for some, each by its position. */
interface Index {
  readonly always: readonly number[];
  readonly byPort: ReadonlyMap<number, readonly number[]>;
}

/** Finds the rules of a chain that may match a port without a look at each of the many that are about other ports. */
export class RulesByPort {
  readonly #indexes = new Map<Chain, Index>();

  /** Returns the rules of a chain in order, but for some that do not match the port. */
  of(chain: Chain, port: number): readonly Rule[] {
    const { always, byPort } = this.#indexOf(chain);
    const some = byPort.get(port) ?? [];
    if (always.length + some.length === chain.rules.length) {
      return chain.rules;
    }
    return [...always, ...some]
      .sort((a, b) => a - b)
      .map((position) => chain.rules[position] as Rule);
  }

  #indexOf(chain: Chain): Index {
    const known = this.#indexes.get(chain);
    if (known) {
      return known;
    }
    const always: number[] = [];
    const byPort = new Map<number, number[]>();
    for (const [position, { match }] of chain.rules.entries()) {
      const ports = portsOf(match.ports);
      for (const port of ports ?? []) {
        const positions = byPort.get(port);
        if (positions) {
          positions.push(position);
        } else {
          byPort.set(port, [position]);
        }
      }
      if (ports === undefined) {
        always.push(position);
      }
    }
    const index = { always, byPort };
    this.#indexes.set(chain, index);
    return index;
  }
}

/** Lists ports; `undefined` for many, or for all. */
function portsOf(ranges: Rule["match"]["ports"]): readonly number[] | undefined {
  return ranges && portCount(ranges) <= maxPorts
    ? ranges.flatMap(({ from, through }) =>
        Array.from({ length: through - from + 1 }, (_, index) => from + index),
      )
    : undefined;
}
