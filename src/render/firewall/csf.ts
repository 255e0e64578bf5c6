import { checkPolicy } from "../../policy/check-policy.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { commentLines } from "./comment-lines.ts";
import { csfLists, csfListText } from "./csf-lists.ts";
import { hostLines } from "./host-lines.ts";
import { allLimitedPorts } from "./limited-ports.ts";

/**
 * Renders a policy as the eight port lists of CSF, which replace the settings of the same names in
 * `csf.conf` ({@link mergeCsf} edits a `csf.conf`). The lists have only ports that are open to all
 * addresses; {@link renderCsfAllow} renders the others.
 *
 * @param policy - a policy or an exposure
 * @returns the settings, one per line, below a comment
 * @throws {@link index.InvalidPolicyError | InvalidPolicyError} if the policy is malformed
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderCsf } from "cpanel-ports/render";
 *
 * const lists = renderCsf(createPolicy(126, { services: ["ssh", "dns"] }));
 * lists.split("\n").filter((line) => line.startsWith("TCP_")); // => ["TCP_IN = \"22,53\"", "TCP_OUT = \"1:65535\""]
 * ```
 */
export function renderCsf(policy: PolicyOrExposure): string {
  checkPolicy(policy);
  return [
    ...commentLines(policy, csfNotes(policy)),
    ...csfLists(policy).map(({ name, ports }) => `${name} = "${csfListText(ports)}"`),
    "",
  ].join("\n");
}

/**
 * Renders the ports that a policy opens to only some addresses as lines for `csf.allow`: one line per
 * port and address or network.
 *
 * @param policy - a policy or an exposure
 * @returns the lines, below a comment
 * @throws {@link index.InvalidPolicyError | InvalidPolicyError} if the policy is malformed
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderCsfAllow } from "cpanel-ports/render";
 *
 * const lines = renderCsfAllow(createPolicy(126, { services: "ssh", allowFrom: { ssh: "198.51.100.0/24" } }));
 * lines.includes("\ntcp|in|d=22|s=198.51.100.0/24\n"); // => true
 * ```
 */
export function renderCsfAllow(policy: PolicyOrExposure): string {
  checkPolicy(policy);
  return [...commentLines(policy, []), ...hostLines(allLimitedPorts(policy), "|"), ""].join("\n");
}

/**
 * Lists what the port lists of CSF cannot express about a policy, and what CSF does regardless of them.
 *
 * @param policy - a policy or an exposure
 * @returns one sentence per limitation
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { csfNotes } from "cpanel-ports/render";
 *
 * csfNotes(createPolicy(126)).length; // => 2
 * csfNotes(createPolicy(126, { outbound: "needed" })).length; // => 3
 * ```
 */
export function csfNotes(policy: PolicyOrExposure): readonly string[] {
  checkPolicy(policy);
  return Object.freeze([
    'CSF applies the IPv6 lists only if csf.conf sets IPV6 = "1"',
    ...(policy.defaults.outbound === "drop"
      ? [
          'CSF allows outbound DNS queries even if its port lists do not, unless csf.conf sets DNS_STRICT = "1"',
        ]
      : []),
    ...(allLimitedPorts(policy).length > 0
      ? ["ports open to only some addresses are not in the lists: they go into csf.allow"]
      : []),
  ]);
}
