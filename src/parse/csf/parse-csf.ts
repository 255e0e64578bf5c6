import type { Exposure } from "../../net/types.ts";
import { parseFirewall } from "../parse-firewall.ts";
import type { Texts } from "../types.ts";
import { csfFormat } from "./format.ts";
import type { ParseCsfOptions } from "./options.ts";

export type { ParseCsfOptions };

/**
 * Parses `csf.conf` and any number of `csf.allow` and `csf.deny` files.
 *
 * Port lists and other settings that open or close ports are interpreted as CSF does. Settings for countries,
 * other lists or rates leave ports open or closed, and those ports appear in `qualified`. Settings for users
 * leave the ports they affect undetermined. If the input contains only the port lists, as `renderCsf` writes
 * them, the other settings are assumed to have no effect.
 *
 * @param texts - the inputs, in any order. Lists are identified by the comment at the top, CSF's own or the one
 *   that `renderCsfAllow` writes, or by the options
 * @param options - the list of each input, and the network interface
 * @returns the exposure; it covers only IPv4 if `IPV6` is off
 * @throws {@link index.InvalidConfigurationError | InvalidConfigurationError} if no input is `csf.conf`, if CSF would
 *   not start with it, or if a list cannot be identified
 * @throws {@link index.InvalidOptionError | InvalidOptionError} if `lists` contains a value other than `"allow"` and
 *   `"deny"`
 * @throws {@link index.ContradictoryOptionsError | ContradictoryOptionsError} if `lists` allows what `deny` denies
 *
 * @example
 * ```ts
 * import { parseCsf } from "cpanel-ports/parse";
 *
 * const exposure = parseCsf(
 *   [
 *     `TCP_IN = "80,443,30000:35000"\nTCP_OUT = "1:65535"\nUDP_IN = ""\nUDP_OUT = "1:65535"\nIPV6 = "0"`,
 *     "tcp|in|d=22|s=198.51.100.0/24",
 *   ],
 *   { lists: { 1: "allow" } },
 * );
 * exposure.rules.map((rule) => [rule.ports.from, rule.sources]); // => [[22, ["198.51.100.0/24"]], [80, "any"], [443, "any"], [30000, "any"]]
 * exposure.rules.map((rule) => rule.decidedBy?.table); // => ["csf.allow", "TCP_IN", "TCP_IN", "TCP_IN"]
 * exposure.families; // => ["ipv4"]
 * exposure.defaults; // => { inbound: "drop", outbound: "accept" }
 * ```
 */
export function parseCsf(texts: Texts, options: ParseCsfOptions = {}): Exposure {
  return parseFirewall(csfFormat, texts, options);
}
