import { firstThrough } from "../net/port-map.ts";
import { commonPorts, portSet } from "../net/port-set.ts";
import type { PortRange } from "../net/types.ts";
import type { Budget } from "./budget.ts";
import { isAbout, type PortConnections } from "./may-match.ts";
import type { BaseChain, Chain, Rule } from "./model.ts";
import { isGiven } from "./rules-of.ts";

const allPorts: readonly PortRange[] = [{ from: 1, through: 65535 }];

/**
 * Finds, for each span of ports, the first rule of a base chain that may accept connections itself or through a
 * jump; `null` if only the policy may accept them.
 *
 * @param spans - in ascending order and disjoint; each rule matches all ports of a span or none
 * @throws {@link InvalidConfigurationError} if the rules need too much work
 */
export function firstAcceptances(
  base: BaseChain,
  connections: Pick<PortConnections, "family" | "protocol">,
  spans: readonly PortRange[],
  budget: Budget,
): readonly (Rule | null)[] {
  const accepted = new Map<Chain, readonly PortRange[]>();
  const acceptedBy = ({ match, action }: Rule, isBase: boolean): readonly PortRange[] => {
    budget.spend(1);
    const leavesBase = isBase && (action.kind === "return" || action.kind === "goto");
    if (!isAbout(match, connections)) {
      return [];
    }
    const ports = match.ports ?? allPorts;
    if (action.kind === "accept" || (leavesBase && base.policy === "accept")) {
      return ports;
    }
    if (!("chain" in action && isGiven(action.chain))) {
      return [];
    }
    const within = acceptedIn(action.chain);
    return match.ports === undefined || within.length === 0 ? within : commonPorts(ports, within);
  };
  const acceptedIn = (chain: Chain): readonly PortRange[] => {
    const known = accepted.get(chain);
    if (known) {
      return known;
    }
    accepted.set(chain, []);
    const ports = portSet(chain.rules.flatMap((rule) => acceptedBy(rule, false)));
    accepted.set(chain, ports);
    return ports;
  };
  const first: (Rule | null)[] = spans.map(() => null);
  const nextFree = [...spans.keys(), spans.length];
  const freeFrom = (index: number): number => {
    let at = index;
    while (nextFree[at] !== at) {
      nextFree[at] = nextFree[nextFree[at] as number] as number;
      at = nextFree[at] as number;
    }
    return at;
  };
  for (const rule of base.rules) {
    for (const { from, through } of acceptedBy(rule, true)) {
      let at = freeFrom(firstThrough(spans, from));
      while ((spans[at]?.from ?? Infinity) <= through) {
        first[at] = rule;
        nextFree[at] = at + 1;
        at = freeFrom(at);
      }
    }
  }
  return first;
}
