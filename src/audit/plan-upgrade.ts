import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import { checkPolicy } from "../policy/check-policy.ts";
import { createPolicy } from "../policy/create/create-policy.ts";
import { withOutbound } from "../policy/create/read-options.ts";
import type { PolicyOptions, PolicyOrExposure } from "../policy/types.ts";
import { checkRelease } from "../query/check-release.ts";
import { diffReleases } from "../query/diff-releases.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { changeOf } from "./change-of.ts";
import { comparePolicies } from "./compare-policies.ts";
import { inOrder } from "./findings.ts";
import { neededChanges } from "./needed-changes.ts";
import type { FirewallPlan } from "./types.ts";

/**
 * What to change in a firewall when a server goes from one release to another, newer or older. With
 * an actual firewall, only what that one needs: a port that it has open already is not opened, and
 * one that it has closed is not closed.
 *
 * @param from - the release that the server has, such as 110
 * @param to - the release that it gets, such as 126
 * @param actual - what its firewall lets through, such as a parser finds it
 * @param options - what the server is like, as for {@link createPolicy}, for both releases. Where
 *   `outbound` is left out, the documented outbound ports count, but with an actual firewall that does
 *   not limit outbound connections
 * @returns the changes, each with its reason
 * @throws what {@link createPolicy} throws for the releases and the options
 * @throws {@link InvalidPolicyError} for a firewall that is no policy
 *
 * @example
 * ```ts
 * import { createPolicy, planUpgrade } from "cpanel-ports";
 *
 * const plan = planUpgrade(110, 126);
 * plan.changes.map(({ action, direction, ports }) => `${action} ${direction} ${ports.from}`); // => ["close inbound 2091", "close outbound 2195"]
 * plan.changes[1]?.reason; // => "126 does not document the port; RE-676 retired the package behind Apple push mail."
 * planUpgrade(110, 126, createPolicy(118, { omit: 2091 })).changes; // => []
 * ```
 */
export function planUpgrade(
  from: ReleaseNumber | (number & {}),
  to: ReleaseNumber | (number & {}),
  actual?: PolicyOrExposure,
  options: PolicyOptions = {},
): FirewallPlan {
  const before = checkRelease(from);
  const after = checkRelease(to);
  if (actual !== undefined) {
    checkPolicy(actual);
  }
  const read = withOutbound(options, actual);
  const diff = comparePolicies(createPolicy(after, read), createPolicy(before, read));
  const reasons = diffReleases(before, after).reasons;
  const changes = inOrder(diff).map((finding) => {
    const change = changeOf(finding, "");
    const why = reasons.filter(({ port }) => port === finding.ports.from);
    const has = change.action === "open" ? "documents" : "does not document";
    return {
      ...change,
      reason: [`${after} ${has} the port`, ...why.map(({ text }) => text)].join("; "),
    };
  });
  return deepFreeze({
    title: `From cPanel & WHM ${before} to ${after}`,
    from: before,
    to: after,
    ...(actual ? neededChanges(changes, actual) : { changes, unknown: [] }),
    actual: actual ?? null,
  });
}
