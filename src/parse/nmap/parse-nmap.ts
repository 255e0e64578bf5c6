import type { Exposure } from "../../net/types.ts";
import { parseFirewall } from "../parse-firewall.ts";
import type { Texts } from "../types.ts";
import { nmapFormat } from "./format.ts";
import type { ParseNmapOptions } from "./options.ts";

export type { ParseNmapOptions } from "./options.ts";

/**
 * Parses the output of `nmap -oX` or `nmap -oG`: the ports of a server that the scanning machine found open.
 *
 * Ports that nmap reports as open are open, and filtered ports are closed. A port reported as closed is
 * undetermined, because a firewall that rejects connections looks the same. Other states, ports that were not
 * scanned, and scans that open no connections, such as `-sA`, are also undetermined. The exposure covers the
 * families of the scanned addresses. XML contains more than greppable output: the scanned ports, and the reason
 * for each state.
 *
 * @param inputs - the output of one or more scans of one server, such as one for TCP and one for UDP, or for
 *   IPv4 and IPv6
 * @param options - the host, if several were scanned
 * @returns the exposure; its outbound connections are unrestricted
 * @throws {@link index.InvalidConfigurationError | InvalidConfigurationError} if an input is neither format or is cut
 *   off; if no host was up; or if a host scanned itself
 * @throws {@link index.InvalidOptionError | InvalidOptionError} if the chosen host was not scanned, or if several hosts
 *   were scanned and the options choose none; `accepted` lists them
 *
 * @example
 * ```ts
 * import { parseNmap } from "cpanel-ports/parse";
 *
 * const exposure = parseNmap(`# Nmap 7.93 scan initiated Sat Mar  1 10:00:00 2025 as: nmap -sS -p- -oG - 203.0.113.5
 * Host: 203.0.113.5 (server.example.com)	Ports: 22/open/tcp//ssh///, 2087/open/tcp//eli///, 3306/closed/tcp//mysql///	Ignored State: filtered (65532)
 * # Nmap done at Sat Mar  1 10:02:00 2025 -- 1 IP address (1 host up) scanned in 120 seconds`);
 * exposure.rules.map((rule) => `${rule.protocol} ${rule.ports.from}`); // => ["tcp 22", "tcp 2087"]
 * exposure.undetermined.map(({ protocol, ports, reasons }) => [protocol, ports.from, reasons]); // => [["tcp", 3306, ["nmap reports closed: nothing listens, or a firewall rejects connections"]], ["udp", 1, ["no scan examined UDP"]]]
 * ```
 */
export function parseNmap(inputs: Texts, options: ParseNmapOptions = {}): Exposure {
  return parseFirewall(nmapFormat, inputs, options);
}
