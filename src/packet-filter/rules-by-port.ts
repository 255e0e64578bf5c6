import { portCount } from "../net/port-set.ts";
import { groupBy } from "../util/group-by.ts";
import type { Chain, Rule } from "./model.ts";

/** A rule about more ports is looked at for every port. */
const maxPorts = 16;

/** The positions of the rules of a chain, by the port for which they are looked at. */
type Index = ReadonlyMap<number | "every", readonly { readonly position: number }[]>;

/** Finds the rules of a chain that may match a port without a look at each of the many that are about other ports. */
export class RulesByPort {
  readonly #indexes = new Map<Chain, Index>();

  /** Returns the rules of a chain in order, but for some that do not match the port. */
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

/** Lists ports; `"every"` in place of many, or of all. */
function portsOf(ranges: Rule["match"]["ports"]): readonly (number | "every")[] {
  return ranges && portCount(ranges) <= maxPorts
    ? ranges.flatMap(({ from, through }) =>
        Array.from({ length: through - from + 1 }, (_, index) => from + index),
      )
    : ["every"];
}
