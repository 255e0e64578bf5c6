import type { Policy } from "../../src/index.ts";

/** Returns a policy without the inbound needs of every server, which firewalld and ufw always accept. */
export function withoutNeedsIn(policy: Policy): Policy {
  return {
    ...policy,
    rules: policy.rules.filter(({ direction, need }) => direction === "outbound" || need === null),
  };
}
