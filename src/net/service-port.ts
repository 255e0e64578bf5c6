import { ianaNames } from "./iana-names.generated.ts";
import { services } from "./services.generated.ts";
import type { Protocol } from "./types.ts";

type Table = ReadonlyMap<string, number>;

/** The ports of services by name; created at the first lookup. */
let tables: Readonly<Record<Protocol, Table>> | undefined;

/** The ports of IANA's service names that Debian lacks. */
let others: Table | undefined;

/**
 * Returns the port of a service in Debian's `/etc/services`, as getservbyname(3) does. A service of both
 * protocols has the same port for each.
 *
 * @returns `undefined` if the file has no such service for the protocol
 */
export function servicePort(name: string, protocol: Protocol): number | undefined {
  tables ??= {
    tcp: readTable(`${services.tcp}\n${services.both}`),
    udp: readTable(`${services.udp}\n${services.both}`),
  };
  return tables[protocol].get(name);
}

/**
 * Returns the port of a service in Debian's `/etc/services`, or as registered by IANA for a documented port.
 * Red Hat's systems have both, and list most services for both TCP and UDP.
 *
 * @returns `undefined` if neither has such a service
 */
export function registeredPort(name: string, protocol: Protocol): number | undefined {
  others ??= readTable(ianaNames);
  const other = protocol === "tcp" ? "udp" : "tcp";
  return servicePort(name, protocol) ?? servicePort(name, other) ?? others.get(name);
}

function readTable(text: string): Table {
  return new Map(
    text.split("\n").flatMap((line) => {
      const [port, ...names] = line.split(" ");
      return names.map((name) => [name, Number(port)] as const);
    }),
  );
}
