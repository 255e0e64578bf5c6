import type { Exposure } from "../../net/types.ts";
import { parseFirewall } from "../parse-firewall.ts";
import type { Texts } from "../types.ts";
import { iptablesFormat } from "./format.ts";
import type { ParseIptablesOptions } from "./options.ts";

/**
 * Parses the output of `iptables-save`, `ip6tables-save` and `iptables -S`, and files written for `iptables-restore`.
 * Pass the output of `ipset save` as a further input to include the ipsets that rules name.
 *
 * Follows the chains of all tables in the kernel's order. A port is closed if its reply packets are dropped, as far
 * as the input contains the chains they traverse. Rate limits, ipsets and country lists leave ports open or closed,
 * and `qualified` lists those ports. Any other condition besides addresses and ports, such as a mark, makes the
 * affected ports undetermined, and so does a target that rewrites addresses or ports.
 *
 * IPv6 is closed if its neighbor discovery is dropped; a note says so.
 *
 * @param inputs - the whole output, as one input or several
 * @param options - the interface, and the address families of the inputs
 * @returns the exposure, for the families whose tables are in the input
 * @throws {@link index.InvalidConfigurationError | InvalidConfigurationError} if an input is not such output, is cut
 *   off, or exceeds 4 MiB (16 MiB for the output of `ipset save`)
 *
 * @example
 * ```ts
 * import { parseIptables } from "cpanel-ports/parse";
 *
 * const exposure = parseIptables(`*filter
 * :INPUT DROP [0:0]
 * :FORWARD DROP [0:0]
 * :OUTPUT ACCEPT [0:0]
 * -A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
 * -A INPUT -s 203.0.113.9/32 -j DROP
 * -A INPUT -p tcp -m multiport --dports 22,2087 -j ACCEPT
 * -A INPUT -p tcp -m set --match-set office src -m tcp --dport 2083 -j ACCEPT
 * COMMIT`, { family: "ipv4" });
 * exposure.rules.map((rule) => rule.ports.from); // => [22, 2087]
 * exposure.rules[0]?.except; // => ["203.0.113.9"]
 * exposure.rules[0]?.decidedBy?.line; // => 7
 * exposure.qualified.map((each) => each.reasons); // => [["may be open to some (ipset office, line 8)"]]
 * exposure.notes.map((note) => note.text); // => ["the input says nothing about IPv6"]
 * ```
 */
export function parseIptables(inputs: Texts, options: ParseIptablesOptions = {}): Exposure {
  return parseFirewall(iptablesFormat, inputs, options);
}
