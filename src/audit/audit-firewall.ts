import type { ServiceId } from "../dataset/literals.generated.ts";
import { checkFirewall } from "../policy/check-firewall.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import { checkVersion } from "../query/check-version.ts";
import type { KnownRelease } from "../query/known.ts";
import type { ReleaseOrVersion } from "../query/resolved-version.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { areListeners } from "./are-listeners.ts";
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
 * Audits a firewall: compares it with what a release needs.
 *
 * The audit expects the ports of the services, and what every server needs regardless of the services: DNS, updates,
 * the license check, the clock, leased addresses. It expects a conditional port only if the condition is stated
 * (`conditions`, `os`) or the port's allowed sources are (`allowFrom`). With `listeners`, a closed port is
 * missing only if something listens there.
 *
 * @param release - a release of the dataset, such as 126, or a resolved version
 * @param actual - what the firewall lets through, as a parser returns it
 * @param options - what the server is like, as for {@link createPolicy}, and what to examine. Default for `outbound`:
 *   `"any"` if the firewall lets most ports out to most addresses, `"needed"` if it limits outbound connections
 * @returns the findings, the gaps and a verdict
 * @throws the errors of {@link createPolicy} for an invalid release or option
 * @throws {@link InvalidOptionError} when an accepted finding has a last day and `on` is omitted
 * @throws {@link InvalidDateError} when a date is not a calendar day
 * @throws {@link InvalidPolicyError} when the firewall is neither an exposure nor a policy
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
 * audit.findings.map(({ message }) => message); // => ["TCP 8443 is open to everybody, but cPanel does not document it (csf.conf, line 2)"]
 * audit.gaps.map(({ text }) => text); // => ["CSF does not filter IPv6 here; IPv6 was not examined"]
 * ```
 */
export function auditFirewall<
  R extends ReleaseOrVersion,
  S extends string = ServiceId,
  L extends string = ServiceId,
>(release: KnownRelease<R>, actual: PolicyOrExposure, options?: AuditOptions<S, L>): FirewallAudit;
export function auditFirewall(
  release: ReleaseOrVersion,
  actual: PolicyOrExposure,
  options: AuditOptions = {},
): FirewallAudit {
  checkFirewall(actual);
  const { version: requested, release: number, coverage } = checkVersion(release);
  const { scope, policy, own, accept } = readAuditOptions(options);
  const { inputs = [], listeners, ssh, on } = own;
  // Without other facts, the audited sockets show where SSH listens.
  const server = { ssh, listeners: listeners ?? (areListeners(actual) ? actual : undefined) };
  const { expected, tolerated } = expectationOf(release, policy, actual, server);
  const comparison = comparisonOf(expected, actual, { tolerated, scope, listeners });
  const found = findFindings(comparison, inputs, dateAcceptances(accept, on));
  const gaps = findGaps(actual, scope, own);
  return deepFreeze({
    release: number,
    requested,
    coverage,
    verdict: verdictOf({ findings: found.findings, gaps }),
    scope,
    gaps,
    ...found,
    inputs,
    ...whereSshMayBe(server),
    limitsOutbound: policy.outbound === "needed",
    expected,
    actual,
  });
}
