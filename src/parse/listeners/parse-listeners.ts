import { fieldsOf } from "../../errors.ts";
import type { ListenerExposure } from "../../net/types.ts";
import { readInputs } from "../input.ts";
import { sortNotes } from "../notes.ts";
import { toExposure } from "../to-exposure.ts";
import { withoutTypedCommands } from "../typed-commands.ts";
import type { ParseOptions, Texts } from "../types.ts";
import { compile } from "./compile.ts";
import { listenersFormat } from "./format.ts";
import { read } from "./read.ts";
import { toListenerExposure } from "./to-listener-exposure.ts";

/**
 * Parses the output of `ss -tulpn`, `netstat -tulpn` or `lsof -i -P -n`. The result is the exposure of a
 * firewall that accepts exactly the connections that reach a listening socket. Ports that only the server
 * itself reaches are in `loopback`.
 *
 * Output with other options also works: port names, one protocol or family, no headings. A protocol is
 * undetermined if no input shows a listening socket for it. The rules name the processes if the input does. A
 * socket bound to an interface is undetermined unless the options name that interface. A socket on all IPv6
 * addresses is assumed to accept IPv4 as well if the input does not show it, as with netstat and lsof; a note
 * names such ports.
 *
 * @param inputs - the complete output, in one or more inputs, such as one for TCP and one for UDP
 * @param options - the network interface
 * @returns the exposure; its outbound connections are unrestricted
 * @throws {@link index.InvalidConfigurationError | InvalidConfigurationError} if an input is from another program, if
 *   no input shows a listening socket, if a line contains several rows, or if a port name is unknown
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
  const { ruleset, notes } = read(readInputs(inputs, listenersFormat).map(withoutTypedCommands));
  const compiled = compile(ruleset, options);
  const exposure = toExposure(compiled, (found) => sortNotes([notes, compiled.notes, found]));
  return toListenerExposure(exposure, compiled.listeners);
}
