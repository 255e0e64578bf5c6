import type { Exposure } from "../../net/types.ts";
import { parseFirewall } from "../parse-firewall.ts";
import type { ParseOptions, Texts } from "../types.ts";
import { nftablesFormat } from "./format.ts";

/**
 * Parses the output of `nft list ruleset` and `nft -j list ruleset`, and nft scripts with tables, definitions,
 * and commands that add to what they declare.
 *
 * Follows the base chains of all tables in the order of the kernel, so that what one drops stays dropped,
 * and a port whose reply packets are dropped is closed. Rate limits, and sets that are not in the input, leave
 * ports open or closed, and `qualified` has them. If it is in doubt for other reasons whether a rule matches, as
 * with a mark that no rule sets or a match of iptables, the ports it affects are undetermined; so are ports that
 * a rule may send elsewhere. Included files, and commands about what a script does not declare, make all ports
 * undetermined. Where neighbour discovery is dropped, IPv6 is closed over Ethernet, and a note says so.
 *
 * @param inputs - the whole output, as one input or several
 * @returns what the firewall lets through
 * @throws {@link index.InvalidConfigurationError} if an input is neither, is cut off, or is too long
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
