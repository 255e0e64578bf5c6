import { fieldsOf } from "../../errors.ts";
import type { ListenerExposure } from "../../net/types.ts";
import { readInputs } from "../input.ts";
import { sortNotes } from "../notes.ts";
import { toExposure } from "../to-exposure.ts";
import type { ParseOptions, Texts } from "../types.ts";
import { compile } from "./compile.ts";
import { listenersFormat } from "./format.ts";
import { read } from "./read.ts";
import { toListenerExposure } from "./to-listener-exposure.ts";
import { expected } from "./wrong-line.ts";

/**
 * Parses the output of `ss -tulpn`, `netstat -tulpn` or `lsof -i -P -n`: what listens on a server, as the
 * exposure of a firewall that lets through just that. Ports on which only the server itself reaches
 * anything are the exposure's `loopback`.
 *
 * The tools' other options are understood, too: names of ports, one protocol or family, no headings. A
 * protocol of which no input shows a listening socket is undetermined. The rules name the processes, where
 * the input does. A socket that is bound to an interface is undetermined, unless the options name that
 * interface. A socket on all IPv6 addresses is assumed to take IPv4 too where the input does not say it, as
 * netstat and lsof do not; a note names such ports.
 *
 * @param inputs - the whole output, in one input or in several, such as one for TCP and one for UDP
 * @returns the exposure, in which nothing outbound is limited
 * @throws {@link index.InvalidConfigurationError} if an input is none of these, if none of them shows a
 *   listening socket, if a line has several rows, or a port a name that is not known
 *
 * @example
 * ```ts
 * import { parseListeners } from "cpanel-ports/parse";
 *
 * const exposure = parseListeners(`Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
 * udp   UNCONN 0      0            0.0.0.0:53        0.0.0.0:*    users:(("named",pid=812,fd=20))
 * tcp   LISTEN 0      128                *:2087            *:*    users:(("cpsrvd",pid=901,fd=8))
 * tcp   LISTEN 0      10         127.0.0.1:953       0.0.0.0:*    users:(("named",pid=812,fd=25))`);
 * exposure.rules.map((rule) => `${rule.protocol} ${rule.ports.from} ${rule.sources} ${rule.processes}`); // => ["tcp 2087 any cpsrvd", "udp 53 0.0.0.0/0 named"]
 * exposure.loopback.map((each) => `${each.port} ${each.protocols}`); // => ["953 tcp"]
 * ```
 */
export function parseListeners(inputs: Texts, options: ParseOptions = {}): ListenerExposure {
  fieldsOf("options", options, listenersFormat.optionNames);
  const { ruleset, notes } = read(readInputs(inputs, expected));
  const compiled = compile(ruleset, options);
  const exposure = toExposure(compiled, (found) => sortNotes([notes, compiled.notes, found]));
  return toListenerExposure(exposure, compiled.listeners);
}
