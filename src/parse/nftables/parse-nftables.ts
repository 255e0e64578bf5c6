import type { Exposure } from "../../net/types.ts";
import { parseFirewall } from "../parse-firewall.ts";
import type { ParseOptions, Texts } from "../types.ts";
import { nftablesFormat } from "./format.ts";

/**
 * Parses the output of `nft list ruleset` and `nft -j list ruleset`, and nft scripts with tables, definitions and
 * commands that change what they declare.
 *
 * Follows the base chains of all tables in the kernel's order: a packet that one chain drops stays dropped, and a
 * port is closed if its reply packets are dropped. Rate limits, and sets that are not in the input, leave ports open
 * or closed, and `qualified` lists those ports.
 *
 * Ports are undetermined if a match is in doubt for another reason, such as a mark that no rule sets or an iptables
 * match, or if a rule may redirect them. Included files, and commands about objects that a script does not declare,
 * make all ports undetermined. If neighbor discovery is dropped, IPv6 is closed on Ethernet, and a note says so.
 *
 * @param inputs - the whole output, as one input or several
 * @param options - the interface that connections use
 * @returns the exposure
 * @throws {@link index.InvalidConfigurationError | InvalidConfigurationError} if an input is in neither format, is cut
 *   off, or is too long
 *
 * @example
 * ```ts
 * import { parseNftables } from "cpanel-ports/parse";
 *
 * const exposure = parseNftables(`table inet filter {
 *   chain input {
 *     type filter hook input priority filter; policy drop;
 *     ct state established,related accept
 *     icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept
 *     ip saddr 203.0.113.9 drop
 *     tcp dport { 22, 2087 } accept
 *     tcp dport 2083 limit rate 5/minute accept
 *     meta mark 7 tcp dport 2096 accept
 *   }
 * }`);
 * exposure.rules.map((rule) => rule.ports.from); // => [22, 2083, 2087]
 * exposure.rules[0]?.except; // => ["203.0.113.9"]
 * exposure.rules[0]?.decidedBy?.text; // => "tcp dport { 22, 2087 } accept"
 * exposure.qualified.map((each) => each.reasons); // => [["limited (line 8)"]]
 * exposure.undetermined.map((each) => each.ports.from); // => [2096]
 * exposure.notes.map((note) => note.line); // => [9]
 * exposure.defaults; // => { inbound: "drop", outbound: "accept" }
 * ```
 */
export function parseNftables(inputs: Texts, options: ParseOptions = {}): Exposure {
  return parseFirewall(nftablesFormat, inputs, options);
}
