import type { ReleaseNumber } from "../dataset/literals.generated.ts";
import { isNobody, type RemoteAddresses, whoMayOf } from "../net/remote-addresses.ts";
import { checkPolicy } from "../policy/check-policy.ts";
import type { Policy, PolicyOrExposure } from "../policy/types.ts";
import { getPortHistory } from "../query/get-port-history.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { type Comparison, comparisonOf, type Lane } from "./comparison.ts";
import { conditionsOf, type Difference, differencesIn } from "./differences.ts";
import { findingRules } from "./finding-rules.ts";
import { ruleOfDifference } from "./rule-of-difference.ts";
import type { PolicyDiff, PolicyFinding } from "./types.ts";

/**
 * Compares what a policy or an exposure lets through with an expected policy. Only what gets through
 * counts, not how rules are split or named. Non-unicast addresses, such as loopback, are left out.
 *
 * @param expected - what should be open, as `createPolicy` returns it
 * @param actual - what is open: an exposure from a parser, or another policy
 * @returns the differences, each with why the port is needed if the expected policy has a release
 * @throws {@link InvalidPolicyError} if a policy or exposure is malformed
 *
 * @example
 * ```ts
 * import { comparePolicies, createPolicy } from "cpanel-ports";
 *
 * const expected = createPolicy(126, { services: ["ssh", "whm"], preferTls: true, allowFrom: { ssh: "198.51.100.0/24" } });
 * const actual = createPolicy(126, { services: ["ssh", "httpd"] });
 * const diff = comparePolicies(expected, actual);
 * diff.missing.map(({ ports, rule, since }) => [ports.from, rule, since]); // => [[2087, "no-license-callback", 102]]
 * diff.extra.map(({ protocol, ports, rule }) => [protocol, ports.from, rule]); // => [["tcp", 80, "other-port-open"], ["tcp", 443, "other-port-open"], ["udp", 443, "other-port-open"]]
 * diff.wider.map(({ ports, rule }) => [ports.from, rule]); // => [[22, "open-to-more"]]
 * comparePolicies(actual, actual).missing; // => []
 * ```
 */
export function comparePolicies(expected: Policy, actual: PolicyOrExposure): PolicyDiff {
  checkPolicy(expected);
  checkPolicy(actual);
  const comparison = comparisonOf(expected, actual);
  const findings = (["inbound", "outbound"] as const).flatMap((direction) =>
    (["tcp", "udp"] as const).flatMap((protocol) => {
      const lane = { direction, protocol };
      return differencesIn(lane, comparison).map((each) => findingOf(each, lane, comparison));
    }),
  );
  const ofKind = (kind: PolicyFinding["kind"]) => findings.filter((each) => each.kind === kind);
  return deepFreeze({
    families: comparison.families,
    missing: ofKind("missing"),
    extra: ofKind("extra"),
    narrower: ofKind("narrower"),
    wider: ofKind("wider"),
    unknown: ofKind("unknown"),
  });
}

function findingOf(difference: Difference, lane: Lane, comparison: Comparison): PolicyFinding {
  const { kind, from, through, rules, entry, reasons } = difference;
  const who = (remotes: RemoteAddresses) =>
    isNobody(remotes) ? null : whoMayOf(remotes, comparison.families);
  const rule = ruleOfDifference(difference, lane, comparison);
  const labels = [...new Set(rules.map(({ label }) => label))];
  // What is no longer, or not yet, in the release has its name from another one.
  const known = entry ?? (from === through ? getPortHistory(from).at(-1)?.entry : undefined);
  const services = new Set(rules.flatMap(({ services }) => services));
  return {
    kind,
    severity: findingRules[rule].severity,
    rule,
    ...lane,
    ports: { from, through },
    expected: who(difference.expected),
    actual: who(difference.actual),
    difference: whoMayOf(difference.difference, comparison.families),
    label:
      labels.length > 0
        ? labels.join(", ")
        : (known?.documented.service ?? "No documented service"),
    services: services.size > 0 ? [...services] : (known?.services ?? []),
    conditions: conditionsOf(difference, lane),
    entry: entry ?? null,
    since: from === through ? sinceWhen(from, comparison) : null,
    text: findingRules[rule].text,
    reasons,
  };
}

/** The first release that documents a port without a gap since. */
function sinceWhen(port: number, { expected, entries }: Comparison): ReleaseNumber | null {
  const { release } = expected;
  if (release === null || !entries.has(port)) {
    return null;
  }
  const spans = getPortHistory(port).filter((span) => span.from <= release);
  return spans.findLast(
    // Releases are even numbers.
    (span, index) => (spans[index - 1]?.through ?? 0) + 2 < span.from,
  )?.from as ReleaseNumber;
}
