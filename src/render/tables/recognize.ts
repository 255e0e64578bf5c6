import { checkAudit } from "../../audit/check-audit.ts";
import { checkPlan } from "../../audit/check-plan.ts";
import type { FirewallAudit, FirewallPlan } from "../../audit/types.ts";
import type { PortEntry } from "../../dataset/types.ts";
import { InvalidOptionError } from "../../errors.ts";
import { checkPolicy } from "../../policy/check-policy.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import type { ReleaseDiff } from "../../query/diff-releases.ts";
import { quote } from "../../util/quote.ts";

/**
 * What can be shown as a table: ports, a difference between releases, a policy, an exposure, an audit
 * or a plan.
 */
export type Renderable =
  | readonly PortEntry[]
  | ReleaseDiff
  | PolicyOrExposure
  | FirewallAudit
  | FirewallPlan;

/** An input by its kind. */
export type Recognized =
  | { readonly kind: "ports"; readonly input: readonly PortEntry[] }
  | { readonly kind: "diff"; readonly input: ReleaseDiff }
  | { readonly kind: "policy"; readonly input: PolicyOrExposure }
  | { readonly kind: "audit"; readonly input: FirewallAudit }
  | { readonly kind: "plan"; readonly input: FirewallPlan };

/**
 * Tells what an input is, and checks that it has the form it must have.
 *
 * @throws {@link InvalidPolicyError} for a malformed policy, exposure, audit or plan
 * @throws {@link InvalidOptionError} for everything else that cannot be shown as a table
 */
export function recognize(input: Renderable): Recognized {
  if (isList(input)) {
    for (const entry of input) {
      checkEntry(entry);
    }
    return { kind: "ports", input };
  }
  expectThat(input, typeof input === "object" && input !== null);
  if ("verdict" in input) {
    checkAudit(input);
    return { kind: "audit", input };
  }
  if ("changes" in input) {
    checkPlan(input);
    return { kind: "plan", input };
  }
  if ("rules" in input) {
    checkPolicy(input);
    return { kind: "policy", input };
  }
  checkDiff(input);
  return { kind: "diff", input };
}

function isList(input: Renderable): input is readonly PortEntry[] {
  return Array.isArray(input);
}

function checkDiff(diff: ReleaseDiff): void {
  for (const list of [
    ...[diff.added, diff.removed, diff.changed, diff.licenseCallback],
    ...[diff.featureSources, diff.recommendedFirewalls, diff.reasons],
  ] as readonly unknown[]) {
    expectThat(diff, Array.isArray(list) && list.every(isObject));
  }
  for (const entry of [...diff.added, ...diff.removed]) {
    checkEntry(entry);
  }
}

function checkEntry(entry: unknown): void {
  expectThat(
    entry,
    isObject(entry) &&
      isObject(entry.documented) &&
      ["services", "categories", "ianaNames", "conditions"].every((list) =>
        Array.isArray(entry[list]),
      ),
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function expectThat(value: unknown, holds: boolean): void {
  if (!holds) {
    throw new InvalidOptionError(
      `the input is or has ${quote(value)}; expected ports as listPorts() returns them, or what diffReleases(), createPolicy(), a parser, auditFirewall(), planAudit() or planUpgrade() returns`,
      "input",
      value,
      [],
    );
  }
}
