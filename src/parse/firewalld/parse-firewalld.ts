import type { Exposure } from "../../net/types.ts";
import { parseFirewall } from "../parse-firewall.ts";
import type { Texts } from "../types.ts";
import { firewalldFormat } from "./format.ts";
import type { ParseFirewalldOptions } from "./options.ts";

export type { ParseFirewalldOptions };

/**
 * Parses zones, services, policy objects and ipsets of firewalld: their XML, and what `firewall-cmd` prints of
 * them with `--list-all`, `--list-all-zones`, `--list-all-policies`, `--info-zone`, `--info-policy`,
 * `--info-service` and `--info-ipset`; and `direct.xml`.
 *
 * Zones, policy objects and rich rules apply in the order of firewalld's backend for nftables: first the
 * zones of sources, then that of the interface; in each, policy objects before and after it. The services
 * that come with firewalld 1.3.3 are built in; others are looked up in the inputs and in `services`, and
 * what a service that is nowhere lets in is undetermined. So are the ports that MAC addresses
 * affect; rate limits, and ipsets that are not in the input, leave ports open or closed, and `qualified` has them.
 *
 * A port that is forwarded to another one of the server is open. What direct rules drop is closed; ports that they accept
 * and no zone opens are undetermined, because that depends on firewalld's backend.
 *
 * @param inputs - an input, or several that belong together; a service without a zone is read as a zone
 *   that has only that service
 * @returns the exposure
 * @throws {@link index.InvalidConfigurationError} for an input of another kind, for a list that is cut
 *   off, and for XML that is not well formed or declares a document type
 *
 * @example
 * ```ts
 * import { parseFirewalld } from "cpanel-ports/parse";
 *
 * const { rules } = parseFirewalld(`public (active)
 *   target: default
 *   interfaces: eth0
 *   sources:
 *   services: ssh cpanel
 *   ports: 8443/tcp
 *   protocols:
 *   rich rules:
 * 	rule family="ipv4" source address="203.0.113.9" drop
 * cpanel
 *   ports: 2083/tcp 2087/tcp
 *   protocols:
 * `);
 * rules.map((rule) => rule.ports.from); // => [22, 2083, 2087, 8443]
 * rules[0]?.except; // => ["203.0.113.9"]
 * rules[0]?.decidedBy?.text; // => "services: ssh cpanel"
 * ```
 */
export function parseFirewalld(inputs: Texts, options: ParseFirewalldOptions = {}): Exposure {
  return parseFirewall(firewalldFormat, inputs, options);
}
