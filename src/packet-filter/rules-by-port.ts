import { portCount } from "../net/port-set.ts";
import { groupBy } from "../util/group-by.ts";
import type { Chain, Rule } from "./model.ts";

/** The maximum number of ports of an indexed rule; rules with more ports are checked for every port. */
const maxPorts = 16;

/** The positions of the rules of a chain, by port. */
type Index = ReadonlyMap<number | "every", readonly { readonly position: number }[]>;

/** Finds the rules of a chain that may match a port, without checking every rule for other ports. */
export class RulesByPort {
  readonly #indexes = new Map<Chain, Index>();

  /** Returns the rules of a chain in order, without most of those that do not match the port. */
  of(chain: Chain, port: number): readonly Rule[] {
    const index = this.#indexOf(chain);
    const found = [...(index.get("every") ?? []), ...(index.get(port) ?? [])];
    return found.length === chain.rules.length
      ? chain.rules
      : found
          .sort((a, b) => a.position - b.position)
          .map(({ position }) => chain.rules[position] as Rule);
  }

  #indexOf(chain: Chain): Index {
    const known = this.#indexes.get(chain);
    if (known) {
      return known;
    }
    const asked = chain.rules.flatMap(({ match }, position) =>
      portsOf(match.ports).map((port) => ({ port, position })),
    );
    const index = groupBy(asked, ({ port }) => port);
    this.#indexes.set(chain, index);
    return index;
  }
}

/** Returns the ports; `"every"` for many or all ports. */
function portsOf(ranges: Rule["match"]["ports"]): readonly (number | "every")[] {
  return ranges && portCount(ranges) <= maxPorts
    ? ranges.flatMap(({ from, through }) =>
        Array.from({ length: through - from + 1 }, (_, index) => from + index),
      )
    : ["every"];
}
