import { checkPolicy } from "../policy/check-policy.ts";
import { createPolicy } from "../policy/create/create-policy.ts";
import { withOutbound } from "../policy/create/read-options.ts";
import type { PolicyOptions, PolicyOrExposure } from "../policy/types.ts";
import { checkVersion } from "../query/check-version.ts";
import type { KnownRelease } from "../query/known.ts";
import type { ReleaseOrVersion } from "../query/resolved-version.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { comparePolicies } from "./compare-policies.ts";
import { mostSevereFirst } from "./findings.ts";
import type { FirewallAudit } from "./types.ts";

/**
 * Compares a firewall with what a release needs.
 *
 * @param release - a release of the dataset, such as 126, or a resolved version
 * @param actual - what the firewall lets through, as a parser returns it
 * @param options - what the server is like, as for {@link createPolicy}. If `outbound` is left out, a
 *   firewall that limits outbound connections is expected to let out the documented ports, and one that
 *   lets them out on most ports to most machines is expected to let out all
 * @returns the differences, with a verdict
 * @throws what {@link createPolicy} throws for the release and the options
 * @throws {@link InvalidPolicyError} if the firewall is neither an exposure nor a policy
 *
 * @example
 * ```ts
 * import { auditFirewall } from "cpanel-ports";
 * import { parseCsf } from "cpanel-ports/parse";
 *
 * const exposure = parseCsf(`TCP_IN = "22,80,443,2083,2087,8443"
 * TCP_OUT = "1:65535"
 * UDP_IN = "443"
 * UDP_OUT = "1:65535"
 * IPV6 = "0"`);
 * const audit = auditFirewall(126, exposure, { services: ["ssh", "httpd", "cpanel", "whm"], preferTls: true });
 * audit.verdict; // => "differs"
 * audit.diff.missing; // => []
 * audit.diff.extra.map(({ ports, rule }) => [ports.from, rule]); // => [[8443, "undocumented-port-open"]]
 * ```
 */
export function auditFirewall<
  R extends ReleaseOrVersion,
  S extends string = never,
  L extends string = never,
>(release: KnownRelease<R>, actual: PolicyOrExposure, options?: PolicyOptions<S, L>): FirewallAudit;
export function auditFirewall(
  release: ReleaseOrVersion,
  actual: PolicyOrExposure,
  options: PolicyOptions = {},
): FirewallAudit {
  checkPolicy(actual);
  const { version: requested, release: number, coverage } = checkVersion(release);
  const expected = createPolicy(release, withOutbound(options, actual));
  const diff = comparePolicies(expected, actual);
  const differs = mostSevereFirst(diff).some(
    ({ kind, severity }) => kind !== "unknown" && severity !== "info",
  );
  return deepFreeze({
    release: number,
    requested,
    coverage,
    verdict: differs ? "differs" : diff.unknown.length > 0 ? "unknown" : "fits",
    expected,
    actual,
    diff,
  });
}
