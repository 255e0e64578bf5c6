import type { ListenerExposure } from "../../net/types.ts";
import { readInputs } from "../input.ts";
import { sortNotes } from "../notes.ts";
import { toExposure } from "../to-exposure.ts";
import type { ParseOptions, Texts } from "../types.ts";
import { compile } from "./compile.ts";
import { read } from "./read.ts";
import { toListenerExposure } from "./to-listener-exposure.ts";
import { expected } from "./wrong-line.ts";

/**
 * Parses the output of `ss -tulpn` (with or without `-p`, `-H`, `-4` or `-6`) or `netstat -tulpn`: what
 * listens on a server, as the exposure of a firewall that lets through just that. Ports on which only the
 * server itself reaches anything are the exposure's `loopback`.
 *
 * The rules name the processes, where the input does. A socket that is bound to an interface is
 * undetermined, unless the options name that interface; so is whether a socket that netstat shows as
 * listening on `:::` takes IPv4 too. Headings without a row are read as a server on which nothing
 * listens; headings with anything else on their line, and nothing that is understood, are refused.
 *
 * @param inputs - the whole output, in one input or in several
 * @returns the exposure, in which nothing outbound is limited
 * @throws {@link index.InvalidConfigurationError} if an input is none of these, if it lacks the column of
 *   the protocol, if it has several rows in one line, and if a port is a name, as without `-n`
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
  const { ruleset, notes } = read(readInputs(inputs, expected));
  const compiled = compile(ruleset, options);
  const exposure = toExposure(compiled, (found) => sortNotes([notes, compiled.notes, found]));
  return toListenerExposure(exposure, compiled.listeners);
}
