import { InvalidPolicyError } from "../errors.ts";
import { isPlainObject } from "../util/is-plain-object.ts";
import { checkPolicy } from "./check-policy.ts";
import { shapeOf } from "./shape.ts";
import type { PolicyOrExposure } from "./types.ts";

/**
 * Checks that every part of a firewall is well formed, as {@link checkPolicy} does.
 *
 * @throws {@link InvalidPolicyError} if it is neither an exposure nor a policy
 */
export function checkFirewall(firewall: PolicyOrExposure): void {
  if (isPlainObject(firewall) && "firewall" in firewall) {
    throw new InvalidPolicyError(
      "the firewall is the result of parseServer(); expected its property firewall",
      firewall,
    );
  }
  shapeOf("firewall").partsOf("firewall", firewall);
  checkPolicy(firewall);
}
