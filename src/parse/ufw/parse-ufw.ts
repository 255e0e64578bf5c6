import type { Exposure } from "../../net/types.ts";
import { parseFirewall } from "../parse-firewall.ts";
import type { ParseOptions, Texts } from "../types.ts";
import { ufwFormat } from "./format.ts";

/**
 * Parses ufw's output or files, in any order:
 *
 * - the output of `ufw status verbose`, `ufw status` or `ufw status numbered`
 * - application profiles, or the output of `ufw app info`
 * - the commands that set up ufw, as `ufw show added` prints them
 * - the files that store rules and settings: `user.rules`, `user6.rules`, `/etc/default/ufw` and `ufw.conf`
 *
 * The short forms of the status show only the names of applications; their ports come from the profiles in the
 * input, or else from the profiles of Debian's packages. If no input states the default policies, ufw's own are
 * assumed. Profiles without a status or commands are assumed to be allowed. Ports with a rate limit are open,
 * and appear in `qualified`. DHCP responses, which ufw's own `before.rules` and `before6.rules` accept, are
 * open while ufw is active; their `decidedBy` is `null`.
 *
 * @param inputs - the outputs or files; either one status, or commands, or rules files
 * @param options - the network interface
 * @returns the exposure; it covers only IPv4 if a status has rules but none for IPv6. From files, it covers the
 *   families whose rules file is given, except IPv6 with `IPV6=no`
 * @throws {@link index.InvalidConfigurationError | InvalidConfigurationError} if an input is not from ufw or is cut
 *   off, if a status is combined with another status, commands or rules files, or if `user6.rules` is given with
 *   `IPV6=no` but without `user.rules`
 *
 * @example
 * ```ts
 * import { parseUfw } from "cpanel-ports/parse";
 *
 * const exposure = parseUfw(`Status: active
 * Logging: on (low)
 * Default: deny (incoming), allow (outgoing), disabled (routed)
 * New profiles: skip
 *
 * To                         Action      From
 * --                         ------      ----
 * 22/tcp                     LIMIT IN    Anywhere
 * 2087/tcp                   ALLOW IN    198.51.100.0/24
 * 53                         ALLOW IN    Anywhere`);
 * exposure.rules.map((rule) => `${rule.protocol} ${rule.ports.from} ${rule.sources}`); // => ["tcp 22 any", "tcp 53 any", "tcp 2087 198.51.100.0/24", "udp 53 any", "udp 68 any"]
 * exposure.rules.map((rule) => rule.decidedBy?.line); // => [8, 10, 9, 10, undefined]
 * exposure.qualified.map((each) => each.reasons); // => [["limited (line 8)"]]
 * exposure.families; // => ["ipv4"]
 * ```
 */
export function parseUfw(inputs: Texts, options: ParseOptions = {}): Exposure {
  return parseFirewall(ufwFormat, inputs, options);
}
