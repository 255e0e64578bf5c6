import { expect, test } from "vitest";
import type { Doubt } from "../../src/packet-filter/model.ts";
import { undeterminedRule } from "../../src/packet-filter/undetermined-rule.ts";

test("leaves matching packets undetermined, by default all", () => {
  const origin = { input: 0, line: 6, text: "-j MARK", table: "filter", chain: "INPUT" };
  const doubt: Doubt = { kind: "not-understood", reason: "a mark (line 6)", origin };
  expect(undeterminedRule(doubt)).toEqual({
    match: {},
    action: { kind: "undetermined", doubt },
    origin,
  });
  expect(undeterminedRule(doubt, { family: "ipv6" }).match).toEqual({ family: "ipv6" });
});
