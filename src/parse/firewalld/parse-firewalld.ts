import type { Exposure } from "../../net/types.ts";
import { parseFirewall } from "../parse-firewall.ts";
import type { Texts } from "../types.ts";
import { firewalldFormat } from "./format.ts";
import type { ParseFirewalldOptions } from "./options.ts";

export type { ParseFirewalldOptions };

/**
 * Parses firewalld zones, services, policy objects and ipsets, from their XML or from the output of `firewall-cmd`
 * with `--list-all`, `--list-all-zones`, `--list-all-policies`, `--info-zone`, `--info-policy`, `--info-service` or
 * `--info-ipset`. Also parses `direct.xml`.
 *
 * Zones, policy objects and rich rules apply in the order of firewalld's nftables backend: zones of sources first,
 * then the zone of the interface, each preceded and followed by policy objects. The services of firewalld 1.3.3 are
 * built in; other services are looked up in the inputs and in `services`. Ports are undetermined if they depend on a
 * service that is not found, or on a MAC address. Rate limits, and ipsets that are not in the input, leave ports open
 * or closed, and `qualified` lists those ports.
 *
 * A port that is forwarded to another port of the server is open. A port that direct rules drop is closed. A port
 * that direct rules accept and no zone opens is undetermined, because it depends on firewalld's backend.
 *
 * @param inputs - an input, or several that belong together; a service without a zone is read as a zone
 *   with only that service
 * @param options - the interface, the names of XML inputs, and further services
 * @returns the exposure
 * @throws {@link index.InvalidConfigurationError | InvalidConfigurationError} if an input is not in such a format, a
 *   list is cut off, or XML is not well formed or declares a document type
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
