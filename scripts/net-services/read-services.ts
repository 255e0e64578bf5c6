import type { Protocol } from "../../src/net/types.ts";

/** The ports of services by name, for each protocol, in the order of the file. */
export type ServiceTable = Readonly<Record<Protocol, ReadonlyMap<string, number>>>;

/**
 * Reads `/etc/services` as getservbyname(3) does: the first line with a name or alias counts. Protocols
 * other than TCP and UDP are omitted.
 *
 * @throws `Error` if a name has different ports for TCP and UDP, because ufw uses whichever comes first
 */
export function readServices(text: string): ServiceTable {
  const table = { tcp: new Map<string, number>(), udp: new Map<string, number>() };
  for (const line of text.split("\n")) {
    const [name = "", port = "", ...aliases] = line.replace(/#.*/, "").trim().split(/\s+/);
    const [, number, protocol] = /^(\d+)\/(tcp|udp)$/.exec(port) ?? [];
    if (number === undefined) {
      continue;
    }
    const ports = table[protocol as Protocol];
    for (const each of [name, ...aliases]) {
      ports.set(each, ports.get(each) ?? Number(number));
    }
  }
  for (const [name, port] of table.udp) {
    if ((table.tcp.get(name) ?? port) !== port) {
      throw new Error(`${name}: different ports for TCP and UDP`);
    }
  }
  return table;
}
