import type { FirewallPlan } from "../../audit/types.ts";
import type { Exposure } from "../../net/types.ts";

/** Returns the exposure of a plan's firewall; `undefined` if no firewall was read. */
export function exposureOf({ actual }: FirewallPlan): Exposure | undefined {
  return actual !== null && "closed" in actual ? actual : undefined;
}
