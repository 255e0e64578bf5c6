import type { Exposure } from "../../net/types.ts";
import { parseFirewall } from "../parse-firewall.ts";
import type { Texts } from "../types.ts";
import { apfFormat } from "./format.ts";
import type { ParseApfOptions } from "./options.ts";

export type { ParseApfOptions };

/**
 * Parses APF's `conf.apf`, or some of its settings, with `allow_hosts.rules` and `deny_hosts.rules`.
 *
 * Settings missing from the input are assumed to have the defaults of APF 9.7: port 22 is open, and some ports
 * and networks are blocked regardless of the lists. A file that does more than set values makes everything
 * undetermined. Lists that APF downloads leave ports open or closed, and those ports appear in `qualified`.
 *
 * @param texts - the inputs, in any order; if several set the same value, the last one wins. Lists are
 *   identified by the comment at the top, APF's own or the one that `renderApfAllow` writes, or by the options
 * @param options - the list of each input, the server's own addresses, and the network interface
 * @returns the exposure; it covers only IPv4, because APF filters nothing else
 * @throws {@link index.InvalidConfigurationError | InvalidConfigurationError} if an input is not one of these files, or
 *   no input has settings
 * @throws {@link index.InvalidOptionError | InvalidOptionError} if `addresses` contains anything but IPv4 addresses, or
 *   `lists` a value other than `"allow"` and `"deny"`
 *
 * @example
 * ```ts
 * import { parseApf } from "cpanel-ports/parse";
 *
 * const exposure = parseApf([
 *   'IG_TCP_CPORTS="53,111,2083_2087"\nTCR_PASS="0"\nBLK_RESNET="0"',
 *   "# allow_hosts\ntcp:in:d=22:s=198.51.100.0/24",
 * ]);
 * const inbound = exposure.rules.filter((rule) => rule.direction === "inbound");
 * inbound.map((rule) => `${rule.ports.from} ${rule.sources}`); // => ["22 198.51.100.0/24", "53 any", "2083 any"]
 * inbound.map((rule) => rule.decidedBy?.table); // => ["allow_hosts.rules", "IG_TCP_CPORTS", "IG_TCP_CPORTS"]
 * exposure.families; // => ["ipv4"]
 * ```
 */
export function parseApf(texts: Texts, options: ParseApfOptions = {}): Exposure {
  return parseFirewall(apfFormat, texts, options);
}
