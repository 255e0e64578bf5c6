import { covers } from "../net/port-range.ts";
import type { BaseChain, Chain, MissingChain, Rule } from "./model.ts";
import type { Point, Stop, TracedConnection } from "./trace.ts";

/**
 * Finds the point before what stops a connection where a rule lets it through and does nothing else: in the last chain
 * on the way that one rule only leads to, so that no other packets come by, such as those of addresses that are banned.
 *
 * @param bases - the base chains that the connection meets
 * @returns `undefined` if there is none, because a rule there would also undo drops in the chains after it
 */
export function pointBefore(
  { path }: Stop,
  bases: readonly BaseChain[],
  connection: TracedConnection,
): Point | undefined {
  const callers = callersOf(bases);
  const next = path.findIndex(
    ({ chain }, depth) => depth > 0 && (callers.get(chain)?.size ?? 0) > 1,
  );
  const depth = next < 0 ? path.length - 1 : next - 1;
  const mayDrop = path
    .slice(depth + 1)
    .some(({ chain, rule }) => dropsBefore(chain, rule, connection, new Set()));
  return mayDrop ? undefined : path[depth];
}

const known = new WeakMap<readonly BaseChain[], ReadonlyMap<Chain, ReadonlySet<unknown>>>();

/** Returns the places of rules that lead to each chain, as far as connections may come there. */
function callersOf(bases: readonly BaseChain[]): ReadonlyMap<Chain, ReadonlySet<unknown>> {
  const found = known.get(bases);
  if (found) {
    return found;
  }
  const callers = new Map<Chain, Set<unknown>>();
  const chains = new Set<Chain>(bases);
  // The set grows while it is iterated.
  for (const { rules } of chains) {
    for (const { action, origin, statedBy } of rules) {
      if ("chain" in action && isGiven(action.chain)) {
        const those = callers.get(action.chain) ?? new Set();
        // Several lines that are one rule are several callers.
        callers.set(action.chain, statedBy ? those.add(statedBy).add(origin) : those.add(origin));
        chains.add(action.chain);
      }
    }
  }
  known.set(bases, callers);
  return callers;
}

function isGiven(chain: Chain | MissingChain): chain is Chain {
  return "rules" in chain;
}

/** Tells whether a chain may drop connections to a port, from whatever address, before a rule of it. */
function dropsBefore(
  chain: Chain,
  last: Rule | null,
  connection: TracedConnection,
  seen: Set<Chain>,
): boolean {
  if (seen.has(chain)) {
    return false;
  }
  seen.add(chain);
  const end = last === null ? chain.rules.length : chain.rules.indexOf(last);
  return chain.rules.slice(0, end).some(({ match, action }) => {
    const { family, protocols, ports } = match;
    const isMet =
      (family ?? connection.family) === connection.family &&
      (protocols?.includes(connection.protocol) ?? true) &&
      (ports?.some((range) => covers(range, connection.port)) ?? true);
    return (
      isMet &&
      (action.kind === "drop" ||
        ("chain" in action &&
          isGiven(action.chain) &&
          dropsBefore(action.chain, null, connection, seen)))
    );
  });
}
