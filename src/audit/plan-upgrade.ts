import type { PortEntry } from "../dataset/types.ts";
import { checkPolicy } from "../policy/check-policy.ts";
import { createPolicy } from "../policy/create/create-policy.ts";
import { isPolicyOptions, withOutbound } from "../policy/create/read-options.ts";
import type { PolicyOptions, PolicyOrExposure } from "../policy/types.ts";
import { checkRelease } from "../query/check-release.ts";
import { diffReleases, type ReleaseDiff } from "../query/diff-releases.ts";
import { getPort } from "../query/get-port.ts";
import type { KnownRelease } from "../query/known.ts";
import type { ReleaseOrVersion } from "../query/resolved-version.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { changeOf } from "./change-of.ts";
import { comparePolicies } from "./compare-policies.ts";
import { inOrder } from "./in-order.ts";
import { neededChanges } from "./needed-changes.ts";
import type { FirewallPlan, PlanChange, PolicyDifference } from "./types.ts";

/**
 * Plans what to change in a firewall when a server goes from one release to another, newer or older.
 *
 * @param from - the release that the server has, such as 110, or a resolved version
 * @param to - the release that it gets, such as 126, or a resolved version
 * @param options - what the server is like, as for {@link createPolicy}, for both releases. If `outbound`
 *   is left out, the documented outbound ports count
 * @returns the changes, each with its reason
 * @throws what {@link createPolicy} throws for the releases and the options
 *
 * @example
 * ```ts
 * import { planUpgrade } from "cpanel-ports";
 *
 * const plan = planUpgrade(110, 126);
 * plan.changes.map(({ action, direction, ports }) => `${action} ${direction} ${ports.from}`); // => ["close inbound 2091", "close outbound 2195"]
 * plan.changes[1]?.reason; // => "126 does not document the port; cPanel's case RE-676 retired the package behind Apple push mail."
 * planUpgrade(110, 126, { services: ["whm", "ssh"] }).changes; // => []
 * ```
 */
export function planUpgrade<
  From extends ReleaseOrVersion,
  To extends ReleaseOrVersion,
  S extends string = never,
  L extends string = never,
>(from: KnownRelease<From>, to: KnownRelease<To>, options?: PolicyOptions<S, L>): FirewallPlan;
/**
 * Plans what to change in an actual firewall: a port that is open already is not opened, and one that is
 * closed is not closed.
 *
 * @param from - the release that the server has, such as 110, or a resolved version
 * @param to - the release that it gets, such as 126, or a resolved version
 * @param actual - what its firewall lets through, as a parser returns it
 * @param options - what the server is like, as for {@link createPolicy}, for both releases. If `outbound`
 *   is left out, the documented outbound ports count if the firewall limits outbound connections
 * @returns the changes, each with its reason
 * @throws what {@link createPolicy} throws for the releases and the options
 * @throws {@link InvalidPolicyError} if the firewall is neither an exposure nor a policy
 *
 * @example
 * ```ts
 * import { createPolicy, planUpgrade } from "cpanel-ports";
 *
 * planUpgrade(110, 126, createPolicy(118, { omit: 2091 })).changes; // => []
 * ```
 */
export function planUpgrade<
  From extends ReleaseOrVersion,
  To extends ReleaseOrVersion,
  S extends string = never,
  L extends string = never,
>(
  from: KnownRelease<From>,
  to: KnownRelease<To>,
  actual: PolicyOrExposure | undefined,
  options?: PolicyOptions<S, L>,
): FirewallPlan;
export function planUpgrade(
  from: ReleaseOrVersion,
  to: ReleaseOrVersion,
  third?: PolicyOptions | PolicyOrExposure,
  fourth: PolicyOptions = {},
): FirewallPlan {
  const [actual, options] = isPolicyOptions(third) ? [undefined, third] : [third, fourth];
  if (actual !== undefined) {
    checkPolicy(actual);
  }
  const read = withOutbound(options, actual);
  const { title, requested, pages, coverage, reasons } = diffReleases(from, to);
  const answers = { from: checkRelease(from), to: checkRelease(to), requested, pages, coverage };
  const diff = comparePolicies(createPolicy(answers.to, read), createPolicy(answers.from, read));
  const { missing, narrower, extra, wider } = diff;
  const changes = [...missing, ...narrower, ...extra, ...wider]
    .sort(inOrder)
    .map((difference) => upgradeChange(difference, answers, reasons));
  return deepFreeze({
    title: `From ${title}`,
    ...answers,
    ...(actual ? neededChanges(changes, actual) : { changes, unknown: [] }),
    actual: actual ?? null,
  });
}

/** The two releases of an upgrade, and the pages that hold for them. */
type Ends = Pick<ReleaseDiff, "coverage" | "from" | "pages" | "to">;

function upgradeChange(
  difference: PolicyDifference,
  { from, to, pages, coverage }: Ends,
  reasons: ReleaseDiff["reasons"],
): PlanChange {
  const change = changeOf(difference, "");
  const port = difference.ports.from;
  const newer = coverage.to === "release" ? `${to}` : `page ${pages.to}`;
  const why = reasons.filter((each) => each.port === port).map(({ text }) => text);
  return change.action === "open"
    ? { ...change, reason: [`${newer} documents the port`, ...why].join("; ") }
    : {
        ...change,
        // Only the release before has the port: both policies have the same options.
        entry: getPort(from, port) as PortEntry,
        reason: [`${newer} does not document the port`, ...why].join("; "),
      };
}
