import { services } from "./services.generated.ts";
import type { Protocol } from "./types.ts";

/** The ports of services by their names; made when the first one is looked up. */
let tables: Readonly<Record<Protocol, ReadonlyMap<string, number>>> | undefined;

/**
 * Returns the port that a service has in Debian's `/etc/services`, as getservbyname(3) does.
 *
 * @returns `undefined` if the file has no such service of the protocol
 */
export function servicePort(name: string, protocol: Protocol): number | undefined {
  tables ??= { tcp: readTable(services.tcp), udp: readTable(services.udp) };
  return tables[protocol].get(name);
}

function readTable(text: string): ReadonlyMap<string, number> {
  return new Map(
    text.split("\n").map((line) => {
      const [name, port] = line.split(" ") as [string, string];
      return [name, Number(port)];
    }),
  );
}
