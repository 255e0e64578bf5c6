import type { PolicyOrExposure } from "../policy/types.ts";
import { inOrder } from "./in-order.ts";
import { licenseOpenings } from "./license-openings.ts";
import { limitOn } from "./limit-on.ts";
import type { Sparing } from "./spare-ports.ts";
import type { PlanChange } from "./types.ts";

/**
 * Removes the openings that would lift a limit of SSH, WHM or a database. If cPanel's license system then reaches none
 * of the ports it tries, a port still opens to its networks.
 *
 * @returns the openings that remain, and the removed ones, each with the limit as its reason
 */
export function keepLimits(
  openings: readonly PlanChange[],
  actual: PolicyOrExposure,
  expectation: Omit<Sparing, "licensePort">,
): { readonly openings: readonly PlanChange[]; readonly limited: readonly PlanChange[] } {
  const limits = new Map(
    openings.map((change) => [change, limitOn(change, actual, expectation)] as const),
  );
  const kept = openings.filter((change) => limits.get(change) === undefined);
  const removed = openings.filter((change) => limits.get(change) !== undefined);
  return {
    openings: [...kept, ...licenseOpenings(removed, kept, actual, expectation)].sort(inOrder),
    limited: removed.map((change) => ({ ...change, reason: limits.get(change) as string })),
  };
}
