import { isNobody, type RemoteAddresses } from "../net/remote-addresses.ts";
import { checkPolicy } from "../policy/check-policy.ts";
import type { Policy, PolicyOrExposure } from "../policy/types.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { type Comparison, comparisonOf } from "./comparison.ts";
import { conditionsOf, type Difference, differencesIn } from "./differences.ts";
import type { PolicyDiff, PolicyDifference } from "./types.ts";
import { labelOfDifference, servicesOfDifference, sinceWhen } from "./uses-of-difference.ts";

/**
 * Compares a policy or an exposure with an expected policy. Only open ports count, not how rules are split or named.
 * Non-unicast addresses, such as loopback, are ignored.
 *
 * @param expected - the policy with the ports that should be open, as `createPolicy` returns it
 * @param actual - an exposure from a parser, or another policy
 * @returns the differences; each explains why the port is needed if the expected policy has a release
 * @throws {@link InvalidPolicyError} when a policy or exposure is malformed
 *
 * @example
 * ```ts
 * import { comparePolicies, createPolicy } from "cpanel-ports";
 *
 * const expected = createPolicy(126, { services: ["ssh", "whm"], preferTls: true, allowFrom: { ssh: "198.51.100.0/24" } });
 * const actual = createPolicy(126, { services: ["ssh", "httpd"] });
 * const diff = comparePolicies(expected, actual);
 * diff.missing.map(({ ports, since }) => [ports.from, since]); // => [[2087, 102]]
 * diff.extra.map(({ protocol, ports }) => [protocol, ports.from]); // => [["tcp", 80], ["tcp", 443]]
 * diff.wider.map(({ ports }) => ports.from); // => [22]
 * comparePolicies(actual, actual).missing; // => []
 * ```
 */
export function comparePolicies(expected: Policy, actual: PolicyOrExposure): PolicyDiff {
  checkPolicy(expected);
  checkPolicy(actual);
  const comparison = comparisonOf(expected, actual);
  const differences = comparison.lanes.flatMap((lane) =>
    differencesIn(lane, comparison).map((each) => publicDifference(each, comparison)),
  );
  const ofKind = (kind: PolicyDifference["kind"]) =>
    differences.filter((each) => each.kind === kind);
  return deepFreeze({
    families: comparison.families,
    missing: ofKind("missing"),
    extra: ofKind("extra"),
    narrower: ofKind("narrower"),
    wider: ofKind("wider"),
    unknown: ofKind("unknown"),
  });
}

function publicDifference(difference: Difference, comparison: Comparison): PolicyDifference {
  const { kind, direction, protocol, from, through, entry, reasons } = difference;
  const { index } = comparison;
  const who = (remotes: RemoteAddresses) => (isNobody(remotes) ? null : index.whoMay(remotes));
  return {
    kind,
    direction,
    protocol,
    ports: { from, through },
    expected: who(difference.expected),
    actual: who(difference.actual),
    difference: index.whoMay(difference.difference),
    label: labelOfDifference(difference) ?? "No documented service",
    services: servicesOfDifference(difference),
    conditions: conditionsOf(difference),
    entry: entry ?? null,
    since: sinceWhen(difference, comparison),
    reasons,
  };
}
