import { deepFreeze } from "../../util/deep-freeze.ts";
import { aboutFiles } from "./about-files.ts";
import { namesOf } from "./names-of.ts";
import type { ParseServerOptions } from "./options.ts";
import { parseSorted } from "./parse-sorted.ts";
import type { ParsedServer } from "./parsed-server.ts";
import { readServerFiles } from "./read-server-files.ts";
import type { ServerFiles } from "./server-file.ts";

/**
 * Parses the files of a server as `cpanel-ports audit` reads them: detects the format of the firewall, and reads what
 * listens and where SSH does if there are files about them.
 *
 * The names of the files matter: they identify lists of CSF and APF (`csf.allow`), the family of iptables rules
 * (`rules.v6`), the zones and services of firewalld (`public.xml`), and the files that `sshd_config` includes.
 *
 * @param files - the files of one server in any order: those of its firewall, the output of `ss -tulpn`, `sshd_config`
 *   and its included files. Without files of a firewall, the list of listening sockets is read as one
 * @param options - the format, detected if omitted, the network interface, and the host of a scan
 * @returns what {@link index.auditFirewall | auditFirewall} takes: the exposure of the firewall, the names of its
 *   files, what listens and where SSH does
 * @throws {@link index.InvalidConfigurationError | InvalidConfigurationError} if the files mix firewalls, if there is
 *   no file of a firewall, if its format cannot be detected, or if a file is malformed; the message begins with the
 *   name of the file
 * @throws {@link index.InvalidOptionError | InvalidOptionError} if an option is unknown or does not apply to the
 *   format, or if several hosts were scanned and `host` chooses none
 *
 * @example
 * ```ts
 * import { auditFirewall } from "cpanel-ports";
 * import { parseServer } from "cpanel-ports/parse";
 *
 * const { format, firewall, inputs, listeners, ssh } = parseServer([
 *   { name: "csf.conf", text: 'TCP_IN = "80,443,2087,2222,8443"\nTCP_OUT = "1:65535"\nUDP_IN = "68"\nUDP_OUT = "1:65535"\nIPV6 = "0"' },
 *   { name: "csf.deny", text: "192.0.2.7 # do not delete" },
 *   { name: "sshd_config", text: "Port 2222" },
 * ]);
 * [format, inputs]; // => ["csf", ["csf.conf", "csf.deny"]]
 *
 * const audit = auditFirewall(126, firewall, { services: ["ssh", "httpd", "whm"], preferTls: true, inputs, listeners, ssh });
 * audit.sshPorts; // => [2222]
 * audit.findings[0]?.message; // => "TCP 8443 is open to everybody except 192.0.2.7, but cPanel does not document it (csf.conf, line 1)"
 * ```
 */
export function parseServer(files: ServerFiles, options: ParseServerOptions = {}): ParsedServer {
  const { format, reading, ...sorted } = readServerFiles(files, options);
  return deepFreeze({
    format,
    ...parseSorted(sorted, { ...reading, format }, aboutFiles),
    inputs: namesOf(sorted.firewall),
    listenerInputs: namesOf(sorted.listeners),
    sshInputs: namesOf(sorted.ssh),
  });
}
