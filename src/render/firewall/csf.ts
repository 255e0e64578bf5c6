import { checkPolicy } from "../../policy/check-policy.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { commentLines } from "./comment-lines.ts";
import { csfLists, csfListText } from "./csf-lists.ts";
import { hostLines } from "./host-lines.ts";
import { allLimitedPorts } from "./limited-ports.ts";

/**
 * Writes a policy as the port lists of CSF: eight settings, each once, which replace those of the
 * same names in `csf.conf` ({@link mergeCsf} adds to them, or replaces them). Ports that are not open to all are not in
 * them; {@link renderCsfAllow} writes those.
 *
 * @returns the settings, a line each, below a comment
 * @throws {@link index.InvalidPolicyError} if the policy is malformed
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
 * Writes the ports that a policy opens to some sources or destinations alone, as lines for
 * `csf.allow`: one for each port and address.
 *
 * @returns the lines, below a comment
 * @throws {@link index.InvalidPolicyError} if the policy is malformed
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
 * What the port lists of CSF cannot say of a policy.
 *
 * @returns a sentence for each; empty where they say everything
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
    'CSF reads the lists for IPv6 only where csf.conf has IPV6 = "1"',
    ...(policy.defaults.outbound === "drop"
      ? ['CSF lets DNS queries out whatever its lists say, unless csf.conf has DNS_STRICT = "1"']
      : []),
    ...(allLimitedPorts(policy).length > 0
      ? ["ports that are open to some sources alone are not in the lists: they go into csf.allow"]
      : []),
  ]);
}
