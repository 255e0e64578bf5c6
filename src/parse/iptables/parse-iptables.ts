import type { Exposure } from "../../net/types.ts";
import { parseFirewall } from "../parse-firewall.ts";
import type { Texts } from "../types.ts";
import { iptablesFormat } from "./format.ts";
import type { ParseIptablesOptions } from "./options.ts";

/**
 * Parses the output of `iptables-save` and `ip6tables-save`, of both or of one of them, that of
 * `iptables -S`, and what people write for `iptables-restore`; with the output of `ipset save` as one more input, the
 * sets that rules name.
 *
 * Follows the chains of all tables in the order in which the kernel does. A port whose reply packets are
 * dropped is closed, as far as the input has the chains they meet. Rate limits, ipsets and
 * lists of countries leave ports open or closed, and `qualified` has them. Another condition on more than
 * addresses and ports, such as a mark, makes the ports it affects undetermined, and so does a target
 * that rewrites addresses or ports.
 *
 * IPv6 is closed where its neighbour discovery is dropped, which a note says.
 *
 * @param inputs - the whole output, in one input or in several
 * @returns the exposure, for the families of which the input has tables
 * @throws {@link index.InvalidConfigurationError} if an input is not such output, is cut off, or is longer
 *   than 4 MiB (16 MiB for the sets of ipset)
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
