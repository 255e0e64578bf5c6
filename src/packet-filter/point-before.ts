import { mayMatch, type PortConnections } from "./may-match.ts";
import type { BaseChain, Chain, Rule } from "./model.ts";
import { isGiven } from "./rules-of.ts";
import type { Point, Stop } from "./trace.ts";

/**
 * Finds the point before a stop where a new rule would accept the connection and do nothing else. It is in the
 * last chain on the path that only one rule jumps to, so that no other packets, such as those from banned
 * addresses, pass there.
 *
 * @returns `undefined` if a rule there would also bypass drops in later chains
 */
export function pointBefore(
  { path, bases }: Stop,
  connections: PortConnections,
): Point | undefined {
  const callers = callersOf(bases);
  const next = path.findIndex(
    ({ chain }, depth) => depth > 0 && (callers.get(chain) as ReadonlySet<unknown>).size > 1,
  );
  const depth = next < 0 ? path.length - 1 : next - 1;
  const seen = new Set<Chain>();
  const mayDrop = path
    .slice(depth + 1)
    .some(({ chain, rule }) => dropsBefore(chain, rule, connections, seen));
  return mayDrop ? undefined : path[depth];
}

const known = new WeakMap<readonly BaseChain[], ReadonlyMap<Chain, ReadonlySet<unknown>>>();

/** Returns the places of the rules that jump to each reachable chain. */
function callersOf(bases: readonly BaseChain[]): ReadonlyMap<Chain, ReadonlySet<unknown>> {
  const found = known.get(bases);
  if (found) {
    return found;
  }
  const callers = new Map<Chain, Set<unknown>>();
  const chains = new Set<Chain>(bases);
  // The set grows during iteration.
  for (const { rules } of chains) {
    for (const { action, origin } of rules) {
      if ("chain" in action && isGiven(action.chain)) {
        callers.set(action.chain, (callers.get(action.chain) ?? new Set()).add(origin));
        chains.add(action.chain);
      }
    }
  }
  known.set(bases, callers);
  return callers;
}

/** Returns whether a chain may drop connections, with any address, before one of its rules. */
function dropsBefore(
  chain: Chain,
  last: Rule | null,
  connections: PortConnections,
  seen: Set<Chain>,
): boolean {
  if (seen.has(chain)) {
    return false;
  }
  seen.add(chain);
  const rules = last === null ? chain.rules : chain.rules.slice(0, chain.rules.indexOf(last));
  return rules.some(
    ({ match, action }) =>
      mayMatch(match, connections) &&
      (action.kind === "drop" ||
        ("chain" in action &&
          isGiven(action.chain) &&
          dropsBefore(action.chain, null, connections, seen))),
  );
}
