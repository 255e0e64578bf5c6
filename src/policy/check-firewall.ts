import { checkPolicy } from "./check-policy.ts";
import { shapeOf } from "./shape.ts";
import type { PolicyOrExposure } from "./types.ts";

/**
 * Checks that every part of a firewall is well formed, as {@link checkPolicy} does.
 *
 * @throws {@link InvalidPolicyError} if it is neither an exposure nor a policy
 */
export function checkFirewall(firewall: PolicyOrExposure): void {
  shapeOf("firewall").partsOf("firewall", firewall);
  checkPolicy(firewall);
}
