import type { FirewallPlan } from "../audit/types.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { settingsInFlags } from "./in-flags.ts";

/** Replaces the settings that the reasons of a plan recommend with the flags of the command. */
export function planInFlags(plan: FirewallPlan): FirewallPlan {
  return deepFreeze({
    ...plan,
    spared: plan.spared.map((each) => ({ ...each, why: settingsInFlags(each.why) })),
    unknown: plan.unknown.map((each) => ({ ...each, reason: settingsInFlags(each.reason) })),
  });
}
