import { expect, test } from "vitest";
import { initialState, type PacketState } from "../../src/packet-filter/packet-state.ts";
import { translationChain } from "../../src/packet-filter/translation-chain.ts";

test("lets every packet through, to the port to which its connection is translated", () => {
  const of = { name: "PREROUTING", origin: null, family: "ipv4", policy: "drop" } as const;
  const { rules, ...chain } = translationChain(of);
  expect(chain).toEqual({ ...of, isOfNat: true, policy: "accept", doubt: undefined });
  const translated: PacketState = { ...initialState, connectionPort: 8080 };
  expect(rules.map(({ action, change }) => [action, change?.(translated)])).toEqual([
    [{ kind: "continue" }, { ...translated, port: 8080 }],
  ]);
});
