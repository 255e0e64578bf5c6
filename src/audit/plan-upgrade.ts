import type { ReleaseNumber, ServiceId } from "../dataset/literals.generated.ts";
import type { PortEntry } from "../dataset/types.ts";
import { fieldsOf } from "../errors.ts";
import { covers } from "../net/port-range.ts";
import { allFamilies, remotesOf, whoMayOf } from "../net/remote-addresses.ts";
import type { Family } from "../net/types.ts";
import { checkFirewall } from "../policy/check-firewall.ts";
import { createPolicy } from "../policy/create/create-policy.ts";
import { isPolicyOptions, policyOptionNames, withOutbound } from "../policy/create/read-options.ts";
import { sortRules } from "../policy/create/sort-rules.ts";
import type { Policy, PolicyOptions, PolicyOrExposure, PolicyRule } from "../policy/types.ts";
import { withoutSchema } from "../policy/without-schema.ts";
import { checkRelease } from "../query/check-release.ts";
import { diffReleases, type ReleaseDiff } from "../query/diff-releases.ts";
import { getPort } from "../query/get-port.ts";
import type { KnownRelease } from "../query/known.ts";
import type { ReleaseOrVersion } from "../query/resolved-version.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { joinClauses } from "../util/join-clauses.ts";
import { changeOf } from "./change-of.ts";
import { comparePolicies } from "./compare-policies.ts";
import { neededChanges } from "./needed-changes.ts";
import { planParts } from "./plan-parts.ts";
import { readClosing } from "./read-closing.ts";
import { readScope } from "./read-scope.ts";
import { readServer } from "./read-server.ts";
import { whereSshMayBe } from "./ssh-ports.ts";
import type { FirewallPlan, PlanChange, PolicyDifference, UpgradeOptions } from "./types.ts";

/**
 * Plans the changes in a firewall when a server moves from one release to another, newer or older. The plan first opens
 * ports. With `close`, it then closes ports, under the limits of {@link planAudit}.
 *
 * With what a firewall lets through instead of the options, plans the changes in that firewall.
 *
 * @param from - the current release, such as 110, or a resolved version
 * @param to - the target release, such as 126, or a resolved version
 * @param optionsOrActual - what the server is like, as for {@link createPolicy} and for both releases, what to examine, and
 *   what to close; or what the firewall lets through, as a parser returns it. Without `outbound`, the plan compares outbound
 *   ports but closes none
 * @returns the changes, each with its reason
 * @throws the errors of {@link createPolicy} for an invalid release or option
 * @throws {@link InvalidOptionError} when a connection is invalid, or for `close` without `keep`
 *
 * @example
 * ```ts
 * import { planUpgrade } from "cpanel-ports";
 *
 * const plan = planUpgrade(110, 126, { outbound: "needed", close: true, keep: "198.51.100.7:22" });
 * plan.changes.map(({ action, direction, ports }) => `${action} ${direction} ${ports.from}`); // => ["close inbound 2091", "close outbound 2195"]
 * plan.changes[1]?.reason; // => "126 does not document the port; cPanel's case RE-676 retired the package behind Apple push mail."
 * planUpgrade(110, 126).closable.map(({ ports }) => ports.from); // => [2091]
 * planUpgrade(110, 126).spared.map(({ ports, why }) => [ports.from, why]); // => [[2195, 'outbound ports are closed only with outbound: "needed"']]
 * ```
 */
export function planUpgrade<
  From extends ReleaseOrVersion,
  To extends ReleaseOrVersion,
  S extends string = ServiceId,
  L extends string = ServiceId,
  Actual = never,
>(
  from: KnownRelease<From>,
  to: KnownRelease<To>,
  optionsOrActual?: UpgradeOptions<S, L> | ActualFirewall<Actual>,
): FirewallPlan;
/**
 * Plans the changes in an actual firewall. The plan does not open ports that are already open, or close closed ports.
 *
 * @param from - the current release, such as 110, or a resolved version
 * @param to - the target release, such as 126, or a resolved version
 * @param actual - what the firewall lets through, as a parser returns it; `undefined` for none
 * @param options - what the server is like, as for {@link createPolicy} and for both releases, what to examine, and what to
 *   close. Without `outbound`, the plan compares outbound ports if the firewall limits them, but closes none
 * @returns the changes, each with its reason; new conditional ports are in `unknown` unless their condition is stated
 * @throws the errors of {@link createPolicy} for an invalid release or option
 * @throws {@link InvalidOptionError} when a connection is invalid, or for `close` without `keep`
 * @throws {@link InvalidPolicyError} when the firewall is neither an exposure nor a policy
 *
 * @example
 * ```ts
 * import { createPolicy, planUpgrade } from "cpanel-ports";
 *
 * planUpgrade(110, 126, createPolicy(118, { omit: 2091 }), { services: "whm" }).closable; // => []
 * ```
 */
export function planUpgrade<
  From extends ReleaseOrVersion,
  To extends ReleaseOrVersion,
  S extends string = ServiceId,
  L extends string = ServiceId,
>(
  from: KnownRelease<From>,
  to: KnownRelease<To>,
  actual: PolicyOrExposure | undefined,
  options: UpgradeOptions<S, L> | undefined,
): FirewallPlan;
export function planUpgrade(
  from: ReleaseOrVersion,
  to: ReleaseOrVersion,
  third?: PolicyOrExposure | UpgradeOptions,
  fourth: UpgradeOptions = {},
): FirewallPlan {
  const [actual, given] = isPolicyOptions(third) ? [undefined, third] : [third, fourth];
  if (actual !== undefined) {
    checkFirewall(actual);
  }
  const { options, own, closing, scope } = readUpgradeOptions(given);
  const read = withOutbound(options, actual);
  const { title, requested, pages, coverage, reasons } = diffReleases(from, to);
  const answers = { from: checkRelease(from), to: checkRelease(to), requested, pages, coverage };
  const expected = createPolicy(answers.to, read);
  const before = createPolicy(answers.from, read);
  const coming = conditionalBeyond(expected, before);
  const { missing, narrower, extra, wider } = comparePolicies(
    withRules(expected, coming),
    // Ports open in an actual firewall count, even those of services that the options do not name.
    withRules(
      before,
      actual ? leavingRules(answers, read, before) : conditionalBeyond(before, expected),
    ),
  );
  const changes = [...missing, ...narrower, ...extra, ...wider]
    .filter(
      ({ direction, protocol }) =>
        scope.directions.includes(direction) && scope.protocols.includes(protocol),
    )
    .map((difference) => upgradeChange(difference, answers, reasons));
  const isDoubted = (change: PlanChange) =>
    change.action === "open" && coming.some((rule) => hasPorts(change, rule));
  const needed = actual
    ? neededChanges(changes, actual, scope.families)
    : { changes: changes.map((change) => inFamilies(change, scope.families)), unknown: [] };
  return deepFreeze({
    title: `From ${title}`,
    ...answers,
    ...planParts(
      {
        changes: needed.changes.filter((change) => !isDoubted(change)),
        unknown: [...needed.unknown, ...needed.changes.filter(isDoubted)],
      },
      actual ?? null,
      {
        expected,
        families: actual?.families ?? allFamilies,
        ...whereSshMayBe(own),
        limitsOutbound: options.outbound === "needed",
      },
      closing,
    ),
    actual: actual ?? null,
  });
}

/** Limits a change to some families. What differs between releases concerns all addresses, so something remains. */
function inFamilies(change: PlanChange, families: readonly Family[]): PlanChange {
  return { ...change, who: whoMayOf(remotesOf(change.who, families), allFamilies) };
}

/** Returns the conditional ports of one policy that the other policy lacks. */
function conditionalBeyond({ conditional }: Policy, other: Policy): readonly PolicyRule[] {
  return rulesBeyond(conditional, [...other.rules, ...other.conditional]);
}

/**
 * Returns the ports that the old release documents and the new one does not, regardless of services and conditions.
 *
 * @param policy - the policy of the old release; its own ports are excluded
 */
function leavingRules(
  { from, to }: { readonly from: ReleaseNumber; readonly to: ReleaseNumber },
  { outbound }: PolicyOptions,
  policy: Policy,
): readonly PolicyRule[] {
  const documented = (release: ReleaseNumber) =>
    createPolicy(release, { outbound, conditions: "all" }).rules;
  return rulesBeyond(documented(from), [...documented(to), ...policy.rules]);
}

/** Returns the rules whose ports no other rule has. */
function rulesBeyond(
  rules: readonly PolicyRule[],
  others: readonly PolicyRule[],
): readonly PolicyRule[] {
  return rules.filter((rule) => !others.some((each) => hasPorts(rule, each)));
}

function withRules(policy: Policy, rules: readonly PolicyRule[]): Policy {
  return { ...policy, rules: sortRules([...policy.rules, ...rules]) };
}

type Ports = Pick<PolicyRule, "direction" | "ports" | "protocol">;

/** Returns whether the other rule includes the ports of the first. */
function hasPorts({ direction, protocol, ports }: Ports, other: Ports): boolean {
  return (
    direction === other.direction && protocol === other.protocol && covers(other.ports, ports.from)
  );
}

/** The type of a firewall. Editors complete only options, because they do not know yet whether it is one. */
type ActualFirewall<T> = T extends PolicyOrExposure ? T : never;

const names: Readonly<Record<keyof UpgradeOptions, true>> = {
  ...policyOptionNames,
  families: true,
  directions: true,
  protocols: true,
  close: true,
  keep: true,
  listeners: true,
  ssh: true,
};

/** Splits the options of an upgrade into options of its policies, facts about the server, what to close, and the scope. */
function readUpgradeOptions(given: UpgradeOptions) {
  const { close, keep, ssh, listeners, families, directions, protocols, ...options } = fieldsOf(
    "options",
    withoutSchema(given),
    names,
  );
  return {
    options,
    own: readServer({ ssh, listeners }),
    closing: readClosing({ close, keep }),
    scope: readScope({ families, directions, protocols }),
  };
}

/** The two releases of an upgrade, and the pages that apply to them. */
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
    ? {
        ...change,
        reason: joinClauses([
          `${newer} documents the port`,
          ...why,
          ...change.conditions.map(({ text }) => text),
        ]),
      }
    : {
        ...change,
        // Both policies have the same options, so only the old release has the port.
        entry: getPort(from, port) as PortEntry,
        reason: joinClauses([`${newer} does not document the port`, ...why]),
      };
}
