import type { Chain, MissingChain } from "../../packet-filter/model.ts";

/** Returns whether every packet that enters a chain is accepted or leaves it at its end, and none is changed. */
export function onlyAccepts(
  chain: Chain | MissingChain,
  seen: Set<Chain | MissingChain> = new Set(),
): boolean {
  if (seen.has(chain)) {
    return true;
  }
  seen.add(chain);
  return (
    !("doubt" in chain) &&
    chain.rules.every(
      ({ action, change }) =>
        change === undefined &&
        action.kind !== "drop" &&
        action.kind !== "undetermined" &&
        (!("chain" in action) || onlyAccepts(action.chain, seen)),
    )
  );
}
