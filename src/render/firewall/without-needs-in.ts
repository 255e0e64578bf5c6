import type { PolicyOrExposure } from "../../policy/types.ts";
import { deepFreeze, isDeeplyFrozen } from "../../util/deep-freeze.ts";
import { rememberedIfFrozen } from "../../util/remembered-if-frozen.ts";

/** Removes the inbound ports that every server needs, for firewalls that always allow them. */
export function withoutNeedsIn<T extends PolicyOrExposure>(policy: T): T {
  return rest(policy) as T;
}

const rest = rememberedIfFrozen((policy: PolicyOrExposure): PolicyOrExposure => {
  const others = {
    ...policy,
    rules: policy.rules.filter(
      (rule) => rule.direction === "outbound" || !("need" in rule) || rule.need === null,
    ),
  } as PolicyOrExposure;
  return isDeeplyFrozen(policy) ? deepFreeze(others) : others;
});
