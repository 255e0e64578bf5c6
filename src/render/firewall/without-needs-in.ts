import type { PolicyOrExposure } from "../../policy/types.ts";

/** Returns a policy without the inbound ports that every server needs, for a firewall that lets these in by itself. */
export function withoutNeedsIn<T extends PolicyOrExposure>(policy: T): T {
  return {
    ...policy,
    rules: policy.rules.filter(
      (rule) => rule.direction === "outbound" || !("need" in rule) || rule.need === null,
    ),
  };
}
