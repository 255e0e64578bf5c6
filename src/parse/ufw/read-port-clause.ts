import { servicePort } from "../../net/service-port.ts";
import type { PortRange, Protocol } from "../../net/types.ts";
import { readUfwPorts } from "./ports.ts";

/** Ports, and the resulting protocol of the rule. */
interface PortClause {
  readonly ports: readonly PortRange[];
  /** The service of `/etc/services` whose ports they are. */
  readonly service?: string | undefined;
  /** Both TCP and UDP if omitted. */
  readonly protocol: Protocol | undefined;
}

/**
 * Parses a list of ports, which ufw sorts, or a service name.
 *
 * @param protocol - the rule's protocol, if stated
 * @returns `undefined` if ufw rejects the text or treats it as an application name
 */
export function readUfwPortClause(
  text: string,
  protocol: string | undefined,
): PortClause | undefined {
  if (protocol !== undefined && protocol !== "tcp" && protocol !== "udp") {
    return undefined;
  }
  const ports = readUfwPorts(text);
  if (ports === undefined) {
    return readService(text, protocol);
  }
  // ufw requires a protocol for more than one port.
  return protocol === undefined && /[,:]/.test(text)
    ? undefined
    : { ports: [...ports].sort((a, b) => a.from - b.from), protocol };
}

/** Looks up a service that has the rule's protocol. */
function readService(name: string, protocol: Protocol | undefined): PortClause | undefined {
  const tcp = servicePort(name, "tcp");
  const udp = servicePort(name, "udp");
  // A service of both protocols has the same port for each.
  const port = tcp ?? udp;
  const own = tcp === undefined ? "udp" : udp === undefined ? "tcp" : undefined;
  return port === undefined || (own ?? protocol) !== (protocol ?? own)
    ? undefined
    : { ports: [{ from: port, through: port }], service: name, protocol: protocol ?? own };
}
