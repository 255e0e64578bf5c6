import type { FirewallPlan } from "../../audit/types.ts";
import type { Exposure } from "../../net/types.ts";

/** Returns what the firewall of a plan was read to let through; `undefined` if it was not read. */
export function exposureOf({ actual }: FirewallPlan): Exposure | undefined {
  return actual !== null && "closed" in actual ? actual : undefined;
}
