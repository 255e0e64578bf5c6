import type { Exposure } from "../../net/types.ts";
import { parseFirewall } from "../parse-firewall.ts";
import type { ParseOptions, Texts } from "../types.ts";
import { ufwFormat } from "./format.ts";

/**
 * Parses ufw: the output of `ufw status verbose` (or `ufw status`, or `ufw status numbered`), files of
 * application profiles, the output of `ufw app info`, the commands that set up ufw, as `ufw show added` prints them, or
 * the files in which it keeps rules and settings: `user.rules`, `user6.rules`, `/etc/default/ufw` and `ufw.conf`; in
 * any order, as far as they belong together.
 *
 * The short forms of the status have applications by their names only, whose ports are taken from the
 * profiles, or else from those in the packages of Debian. They do not say what happens to everything else: ufw's own
 * default is assumed, as it is for profiles, commands or files that do not set one. Profiles without a status or commands are read as a ufw that
 * allows them. Ports with a rate limit are open, and `qualified`. DHCP responses, which ufw's own `before.rules` and
 * `before6.rules` accept, are open while ufw is active, without a line in `decidedBy`.
 *
 * @returns the exposure; for IPv4 only, if a status has rules and none of them is for IPv6, and for the families whose
 *   file is given, without IPv6 if the settings have `IPV6=no`
 * @throws {@link index.InvalidConfigurationError} if an input is none of these, if a status is cut off,
 *   if there are two of them, or one in addition to commands or files, and if `user6.rules` is given with `IPV6=no` and
 *   without `user.rules`
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
