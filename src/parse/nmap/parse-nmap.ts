import type { Exposure } from "../../net/types.ts";
import { parseFirewall } from "../parse-firewall.ts";
import type { Texts } from "../types.ts";
import { nmapFormat } from "./format.ts";
import type { ParseNmapOptions } from "./options.ts";

export type { ParseNmapOptions } from "./options.ts";

/**
 * Parses what `nmap -oX` or `nmap -oG` wrote: what of a server is open, seen from the machine that scanned
 * it.
 *
 * Ports that nmap found open are open, those that it found filtered are closed. A port that it calls closed
 * is undetermined, because a firewall that rejects connections looks the same; so are the other states, ports
 * that were not scanned, and scans that open no connections, such as `-sA`. The families are those of the
 * addresses that were scanned. XML says more than greppable output: the ports that were scanned, and why.
 *
 * @param inputs - the output of one scan, or of several of one server: of TCP and UDP, of IPv4 and IPv6
 * @returns the exposure, in which nothing outbound is limited
 * @throws {@link index.InvalidConfigurationError} if an input is neither, or is cut off; if it has several
 *   hosts and the options name none, or no host that was up; if a host scanned itself
 * @throws {@link index.InvalidOptionError} if the host of the options was not scanned
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
