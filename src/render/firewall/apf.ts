import { rangeText } from "../../net/port-range.ts";
import type { Direction, Protocol } from "../../net/types.ts";
import { checkPolicy } from "../../policy/check-policy.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { commentLines } from "./comment-lines.ts";
import { hostLines } from "./host-lines.ts";
import { allLimitedPorts } from "./limited-ports.ts";
import { openToAll } from "./open-to-all.ts";
import { withoutNeedsIn } from "./without-needs-in.ts";

/**
 * Renders a policy as APF settings. Append them to `conf.apf`, which a shell reads: the last value of
 * a setting wins. The settings list only ports that are open to all addresses; {@link renderApfAllow}
 * renders the others.
 *
 * @param policy - a policy or an exposure
 * @returns the settings, one per line, below a comment
 * @throws {@link index.InvalidPolicyError | InvalidPolicyError} if the policy is malformed
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderApf } from "cpanel-ports/render";
 *
 * renderApf(createPolicy(126, { services: ["ssh", "dns"] })).includes('IG_TCP_CPORTS="22,53"\n'); // => true
 * ```
 */
export function renderApf(policy: PolicyOrExposure): string {
  checkPolicy(policy);
  const limitsOutbound = policy.defaults.outbound === "drop";
  const list = (direction: Direction, protocol: Protocol) =>
    openToAll(policy, direction, protocol, "ipv4")
      .map((range) => rangeText(range, "_"))
      .join(",");
  return [
    ...commentLines(policy, apfNotes(policy)),
    `IG_TCP_CPORTS="${list("inbound", "tcp")}"`,
    `IG_UDP_CPORTS="${list("inbound", "udp")}"`,
    `EGF="${limitsOutbound ? 1 : 0}"`,
    ...(limitsOutbound
      ? [`EG_TCP_CPORTS="${list("outbound", "tcp")}"`, `EG_UDP_CPORTS="${list("outbound", "udp")}"`]
      : []),
    // TCR_PASS would open UDP 33434 to 33534 regardless of the policy.
    'TCR_PASS="0"',
    "",
  ].join("\n");
}

/**
 * Renders the ports that a policy opens to only some IPv4 addresses as lines for APF's
 * `allow_hosts.rules`: one line per port and address or network.
 *
 * @param policy - a policy or an exposure
 * @returns the lines, below a comment
 * @throws {@link index.InvalidPolicyError | InvalidPolicyError} if the policy is malformed
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderApfAllow } from "cpanel-ports/render";
 *
 * const lines = renderApfAllow(createPolicy(126, { services: "ssh", allowFrom: { ssh: "198.51.100.0/24" } }));
 * lines.includes("\ntcp:in:d=22:s=198.51.100.0/24\n"); // => true
 * ```
 */
export function renderApfAllow(policy: PolicyOrExposure): string {
  checkPolicy(policy);
  return [
    ...commentLines(policy, apfNotes(policy)),
    ...hostLines(
      allLimitedPorts(policy).filter(({ source }) => !source.includes(":")),
      ":",
    ),
    "",
  ].join("\n");
}

/**
 * Lists what APF settings cannot express about a policy, and what APF does regardless of them.
 *
 * @param policy - a policy or an exposure
 * @returns one sentence per limitation
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { apfNotes } from "cpanel-ports/render";
 *
 * apfNotes(createPolicy(126)).length; // => 2
 * apfNotes(createPolicy(126, { outbound: "needed" })).length; // => 3
 * ```
 */
export function apfNotes(policy: PolicyOrExposure): readonly string[] {
  checkPolicy(policy);
  const limited = allLimitedPorts(withoutNeedsIn(policy));
  const limitsOutbound = policy.defaults.outbound === "drop";
  return Object.freeze([
    "APF filters only IPv4: IPv6 access does not change",
    "APF blocks the ports in BLK_PORTS and BLK_P2P_PORTS even if its port lists allow them",
    ...(limitsOutbound
      ? [
          "APF allows DNS queries to the nameservers in /etc/resolv.conf even if its port lists do not",
        ]
      : []),
    ...(limited.length > 0
      ? ["ports open to only some addresses are not in the lists: they go into allow_hosts.rules"]
      : []),
    ...(limited.length > 0 && limitsOutbound
      ? [
          "APF applies allow_hosts.rules in both directions: a network that contains the server's own address also opens these ports outbound",
        ]
      : []),
    ...(limited.some(({ source }) => source.includes(":")) ? ["IPv6 addresses are omitted"] : []),
  ]);
}
