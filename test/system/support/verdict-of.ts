import { BlockList } from "node:net";
import type { Exposure, PortAccess, Protocol } from "../../../src/index.ts";
import { addresses } from "./network.ts";
import type { Probe } from "./probe.ts";

/** A connection, by its remote machine. */
interface Connection {
  readonly direction: "inbound" | "outbound";
  readonly protocol: Protocol;
  readonly port: number;
  readonly peer: string;
}

/**
 * Returns the verdict of an exposure on a connection, read rule by rule. Rate-limited connections have none,
 * because a test with many connections may exceed the limit.
 */
export function verdictOf(
  exposure: Exposure,
  connection: Connection,
): "open" | "closed" | "unknown" {
  const fits = (each: PortAccess) =>
    each.direction === connection.direction &&
    each.protocol === connection.protocol &&
    each.ports.from <= connection.port &&
    connection.port <= each.ports.through &&
    (each.sources === "any" || isAmong(connection.peer, each.sources)) &&
    !isAmong(connection.peer, each.except);
  const limited = exposure.qualified.filter(({ qualification }) => qualification === "limited");
  return [...exposure.undetermined, ...limited].some(fits)
    ? "unknown"
    : exposure.defaults[connection.direction] === "accept" || exposure.rules.some(fits)
      ? "open"
      : "closed";
}

/** Returns an exposure without its limits, because the probes reach none of them. */
export function belowLimits(exposure: Exposure): Exposure {
  const qualified = exposure.qualified.filter(({ qualification }) => qualification !== "limited");
  return { ...exposure, qualified };
}

/**
 * Returns connections to probe for some ports, from the office, from a stranger and from the server, with the
 * verdict of an exposure; undetermined ones are separate.
 */
export function probesByVerdict(exposure: Exposure, ports: readonly number[]) {
  const { server, office, stranger } = addresses;
  const outside: Probe[] = [];
  const fromServer: Probe[] = [];
  const unknown: string[] = [];
  for (const family of exposure.families) {
    for (const port of ports) {
      for (const protocol of ["tcp", "udp"] as const) {
        for (const [direction, machine] of [
          ["inbound", office],
          ["inbound", stranger],
          ["outbound", office],
        ] as const) {
          const peer = machine[family];
          const verdict = verdictOf(exposure, { direction, protocol, port, peer });
          if (verdict === "unknown") {
            unknown.push(`${direction} ${protocol} ${port} ${peer}`);
            continue;
          }
          const [from, to] =
            direction === "inbound" ? [peer, server[family]] : [server[family], peer];
          const probe = { protocol, from, to, port, open: verdict === "open" };
          (direction === "inbound" ? outside : fromServer).push(probe);
        }
      }
    }
  }
  return { outside, fromServer, unknown };
}

/** Returns whether an address is in networks of its family, according to Node.js, which treats IPv4 as part of IPv6. */
function isAmong(address: string, networks: readonly string[]): boolean {
  const family = address.includes(":") ? "ipv6" : "ipv4";
  const list = new BlockList();
  for (const network of networks) {
    if (network.includes(":") === address.includes(":")) {
      const [start = "", prefix] = network.split("/");
      list.addSubnet(start, Number(prefix ?? (family === "ipv4" ? 32 : 128)), family);
    }
  }
  return list.check(address, family);
}
