import { checkPolicy } from "../policy/check-policy.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import { checkVersion } from "../query/check-version.ts";
import type { KnownRelease } from "../query/known.ts";
import type { ReleaseOrVersion } from "../query/resolved-version.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { comparisonOf } from "./comparison.ts";
import { dateAcceptances } from "./date-acceptances.ts";
import { expectationOf } from "./expectation-of.ts";
import { findFindings } from "./find-findings.ts";
import { findGaps } from "./find-gaps.ts";
import { readAuditOptions } from "./read-audit-options.ts";
import { whereSshMayBe } from "./ssh-ports.ts";
import type { AuditOptions, FirewallAudit } from "./types.ts";
import { verdictOf } from "./verdict-of.ts";

/**
 * Compares a firewall with what a release needs.
 *
 * What the services need is expected, and what every server needs (DNS, updates, the license check, the clock,
 * leased addresses), whichever services are named. A port that is documented for a condition is expected only if
 * the condition is stated (`conditions`, `os`) or it is said who may use the port (`allowFrom`). If it is known what
 * listens (`listeners`), a port that is closed is missed only if something listens there.
 *
 * @param release - a release of the dataset, such as 126, or a resolved version
 * @param actual - what the firewall lets through, as a parser returns it
 * @param options - what the server is like, as for {@link createPolicy}, and what to examine. If `outbound` is
 *   left out, a firewall that limits outbound connections is expected to let out the documented ports, and one that
 *   lets them out on most ports to most machines is expected to let out all
 * @returns what was found, with a verdict
 * @throws what {@link createPolicy} throws for the release and the options
 * @throws {@link InvalidOptionError} for a finding that is accepted until a day, if `on` is left out
 * @throws {@link InvalidDateError} for a date that is not a day of the calendar
 * @throws {@link InvalidPolicyError} if the firewall is neither an exposure nor a policy
 *
 * @example
 * ```ts
 * import { auditFirewall } from "cpanel-ports";
 * import { parseCsf } from "cpanel-ports/parse";
 *
 * const exposure = parseCsf(`TESTING = "0"
 * TCP_IN = "22,80,443,2083,2087,8443"
 * TCP_OUT = "1:65535"
 * UDP_IN = "68"
 * UDP_OUT = "1:65535"
 * IPV6 = "0"`);
 * const audit = auditFirewall(126, exposure, { services: ["ssh", "httpd", "cpanel", "whm"], preferTls: true, inputs: ["csf.conf"] });
 * audit.verdict; // => "differs"
 * audit.findings.map(({ message }) => message); // => ["TCP 8443 is open to everybody, and cPanel does not document it (csf.conf, line 2)"]
 * audit.gaps.map(({ text }) => text); // => ["CSF does not filter IPv6 here; IPv6 was not examined"]
 * ```
 */
export function auditFirewall<
  R extends ReleaseOrVersion,
  S extends string = never,
  L extends string = never,
>(release: KnownRelease<R>, actual: PolicyOrExposure, options?: AuditOptions<S, L>): FirewallAudit;
export function auditFirewall(
  release: ReleaseOrVersion,
  actual: PolicyOrExposure,
  options: AuditOptions = {},
): FirewallAudit {
  checkPolicy(actual);
  const { version: requested, release: number, coverage } = checkVersion(release);
  const { scope, policy, own, accept } = readAuditOptions(options);
  const { expected, tolerated } = expectationOf(release, policy, actual, own);
  const { inputs = [], listeners, on } = own;
  const comparison = comparisonOf(expected, actual, { tolerated, scope, listeners });
  const { findings, accepted } = findFindings(comparison, inputs, dateAcceptances(accept, on));
  const gaps = findGaps(actual, scope, own);
  return deepFreeze({
    release: number,
    requested,
    coverage,
    verdict: verdictOf({ findings, gaps }),
    scope,
    gaps,
    findings,
    accepted,
    inputs,
    ...whereSshMayBe(own),
    limitsOutbound: policy.outbound === "needed",
    expected,
    actual,
  });
}
