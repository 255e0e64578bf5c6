import { ianaNames } from "./iana-names.generated.ts";
import { services } from "./services.generated.ts";
import type { Protocol } from "./types.ts";

type Table = ReadonlyMap<string, number>;

/** The ports of services by their names; made when the first one is looked up. */
let tables: Readonly<Record<Protocol, Table>> | undefined;

/** The same for the names of IANA that Debian does not have. */
let others: Table | undefined;

/**
 * Returns the port that a service has in Debian's `/etc/services`, as getservbyname(3) does. A service of
 * both protocols has the same port for each.
 *
 * @returns `undefined` if the file has no such service of the protocol
 */
export function servicePort(name: string, protocol: Protocol): number | undefined {
  tables ??= {
    tcp: readTable(`${services.tcp}\n${services.both}`),
    udp: readTable(`${services.udp}\n${services.both}`),
  };
  return tables[protocol].get(name);
}

/**
 * Returns the port of a service wherever it is listed: in Debian's `/etc/services`, or by IANA for a
 * documented port. Red Hat's systems have both, and list most services for TCP and UDP alike.
 *
 * @returns `undefined` if none of them has such a service
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
