import type { Chain, Rule } from "./model.ts";

/** Returns the chain compiled from a chain of a ruleset, as the target of a jump. */
export type ChainOf<T> = (source: T) => Chain;

/**
 * Compiles chains and all chains they jump to, once each. Jumps may be circular or form very long sequences, so
 * chains are compiled one after another, not recursively.
 *
 * @param roots - the chains to begin with
 * @param compile - compiles the rules of a chain; receives a function that returns the target of a jump
 * @returns the rules of each of the roots
 */
export function compileChains<T extends { readonly name: string }>(
  roots: readonly T[],
  compile: (source: T, chainOf: ChainOf<T>) => readonly Rule[],
): ReadonlyMap<T, Chain> {
  const chains = new Map<T, { readonly name: string; rules: readonly Rule[] }>();
  const chainOf: ChainOf<T> = (source) => {
    const chain = chains.get(source) ?? { name: source.name, rules: [] };
    chains.set(source, chain);
    return chain;
  };
  roots.forEach(chainOf);
  // The map grows during iteration: compiling a chain adds the chains it jumps to.
  for (const [source, chain] of chains) {
    chain.rules = compile(source, chainOf);
  }
  return chains;
}
