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
 * Writes a policy as the settings of APF, to be put at the end of `conf.apf`, a file that a shell
 * reads. Ports that are not open to all are not in them; {@link renderApfAllow} writes those.
 *
 * @returns the settings, a line each, below a comment
 * @throws {@link index.InvalidPolicyError} if the policy is malformed
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
    // It would open UDP 33434 to 33534, which no policy says.
    'TCR_PASS="0"',
    "",
  ].join("\n");
}

/**
 * Writes the ports that a policy opens to some IPv4 sources or destinations alone, as lines for
 * `allow_hosts.rules` of APF: one for each port and address.
 *
 * @returns the lines, below a comment
 * @throws {@link index.InvalidPolicyError} if the policy is malformed
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
 * What the settings of APF cannot say of a policy.
 *
 * @returns a sentence for each
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
    "APF filters IPv4 alone: IPv6 stays as open as it is",
    "APF blocks the ports of its settings BLK_PORTS and BLK_P2P_PORTS, whatever its lists say",
    ...(limitsOutbound
      ? ["APF lets DNS queries out to the nameservers of /etc/resolv.conf whatever its lists say"]
      : []),
    ...(limited.length > 0
      ? [
          "ports that are open to some sources alone are not in the lists: they go into allow_hosts.rules",
        ]
      : []),
    ...(limited.length > 0 && limitsOutbound
      ? [
          "APF reads allow_hosts.rules for both directions: a network with the server itself in it lets it out to these ports",
        ]
      : []),
    ...(limited.some(({ source }) => source.includes(":"))
      ? ["sources that are IPv6 are left out"]
      : []),
  ]);
}
