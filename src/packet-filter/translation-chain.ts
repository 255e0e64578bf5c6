import type { BaseChain } from "./model.ts";

/**
 * Returns the chain that later packets traverse instead of a nat base chain: the kernel translates them as it
 * translated the opening packet.
 *
 * @param chain - the nat base chain
 */
export function translationChain({
  name,
  origin,
  family,
  doubt,
}: Omit<BaseChain, "rules">): BaseChain {
  return {
    name,
    origin,
    family,
    doubt,
    isOfNat: true,
    policy: "accept",
    rules: [
      {
        match: {},
        change: (state) => ({ ...state, port: state.connectionPort }),
        action: { kind: "continue" },
        origin: null,
      },
    ],
  };
}
