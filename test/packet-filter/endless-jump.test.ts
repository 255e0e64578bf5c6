import { expect, test } from "vitest";
import { endlessJump } from "../../src/packet-filter/endless-jump.ts";

test("names the chain that is entered too often, and the rule that jumps to it", () => {
  const origin = { input: 0, line: 6, text: "jump x", table: "t", chain: "y" };
  expect(endlessJump({ name: "x\ny", rules: [] }, origin)).toEqual({
    kind: "not-understood",
    reason: "a rule jumps to chain x y, which is entered from itself or through too many jumps",
    origin,
  });
});
