import type { Chain, Rule } from "./model.ts";

/** Returns the chain compiled from a chain of a ruleset, as the target of a jump. */
export type ChainOf<T> = (source: T) => Chain;

/**
 * Compiles chains and all those they lead to, once each. Chains may lead to each other in a circle, and
 * very many may follow each other, so none is compiled while another is.
 *
 * @param roots - the chains to begin with
 * @param compile - compiles the rules of a chain; gets the function that finds the target of a jump
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
  // The map grows while it is iterated: with each chain that is compiled, by those it leads to.
  for (const [source, chain] of chains) {
    chain.rules = compile(source, chainOf);
  }
  return chains;
}
