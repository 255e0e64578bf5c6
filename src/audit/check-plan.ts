import { checkAccess } from "../policy/check-access.ts";
import { checkPolicy } from "../policy/check-policy.ts";
import { shapeOf } from "../policy/shape.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import type { FirewallPlan } from "./types.ts";

/**
 * Checks the form of every part of a plan.
 *
 * @throws {@link InvalidPolicyError} if a part is malformed
 */
export function checkPlan(plan: FirewallPlan): void {
  const shape = shapeOf("plan");
  const { expectThat, partsOf, listOf } = shape;
  const { title, requested, pages, coverage, changes, closable, spared, kept, unknown, actual } =
    partsOf("plan", plan);
  expectThat("title", title, typeof title === "string");
  partsOf("requested", requested);
  partsOf("coverage", coverage);
  expectThat("pages", pages, typeof pages === "object");
  for (const each of listOf("kept", kept)) {
    expectThat("kept", each, typeof each === "string");
  }
  for (const each of listOf("spared", spared)) {
    const { why } = partsOf("spared", each);
    expectThat("why", why, typeof why === "string");
  }
  const all = [
    ...listOf("changes", changes),
    ...listOf("closable", closable),
    ...listOf("spared", spared),
    ...listOf("unknown", unknown),
  ];
  for (const change of all) {
    const parts = partsOf("change", change);
    const { action, label, reason } = parts;
    expectThat("action", action, action === "open" || action === "close");
    expectThat("label", label, typeof label === "string");
    expectThat("reason", reason, typeof reason === "string");
    checkAccess({ ...parts, ...partsOf("who", parts.who) }, shape);
  }
  if (actual !== null) {
    checkPolicy(actual as PolicyOrExposure);
  }
}
