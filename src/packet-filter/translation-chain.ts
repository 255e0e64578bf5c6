import type { BaseChain } from "./model.ts";

/**
 * Returns what later packets of connections meet in place of a base chain of nat: the kernel translates them as it
 * translated the packet that opened the connection.
 *
 * @param chain - the base chain of nat
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
