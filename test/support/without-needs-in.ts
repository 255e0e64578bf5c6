import type { Policy } from "../../src/index.ts";

/** A policy as firewalld and ufw are given it: they let in what every server needs by themselves. */
export function withoutNeedsIn(policy: Policy): Policy {
  return {
    ...policy,
    rules: policy.rules.filter(({ direction, need }) => direction === "outbound" || need === null),
  };
}
