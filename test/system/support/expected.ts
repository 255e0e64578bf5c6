import fc from "fast-check";
import { dataset } from "../../../src/dataset/dataset.ts";
import { listPorts, type ReleaseNumber } from "../../../src/index.ts";
import type { Probe } from "./agent.ts";
import { addresses } from "./network.ts";

/**
 * The ports that are tried: all that any release documents, their neighbours, and 100 random ones.
 */
export const probedPorts: readonly number[] = [
  ...new Set([
    ...dataset.ports.flatMap(({ entry: { port } }) => [port - 1, port, port + 1]),
    2222,
    ...fc.sample(fc.integer({ min: 1, max: 65535 }), { numRuns: 100, seed: 126 }),
  ]),
].filter((port) => port > 0);

/** The services that the office alone may reach, in the policies that limit one. */
export const officeOnly = ["ssh", "whm"] as const;

/**
 * The connections to try for a release, read off the dataset and not off a policy: from the office,
 * from a stranger, from the server to the outside, and on the server itself.
 */
export function probesFor(
  release: ReleaseNumber,
  families: readonly ("ipv4" | "ipv6")[],
): { readonly fromOutside: readonly Probe[]; readonly fromServer: readonly Probe[] } {
  const entries = new Map<number, ReturnType<typeof listPorts>[number]>(
    listPorts(release).map((entry) => [entry.port, entry]),
  );
  const isOpen = (direction: "inbound" | "outbound", protocol: "tcp" | "udp", port: number) => {
    const documented = entries.get(port)?.documented;
    return documented?.[direction] === true && documented[protocol];
  };
  const isOfficeOnly = (port: number) =>
    entries.get(port)?.services.some((id) => officeOnly.some((each) => each === id)) ?? false;
  const each = (make: (protocol: "tcp" | "udp", port: number) => Probe[]) =>
    probedPorts.flatMap((port) => [...make("tcp", port), ...make("udp", port)]);
  const { office, stranger, server } = addresses;
  return {
    fromOutside: families.flatMap((family) =>
      each((protocol, port) => [
        {
          protocol,
          from: office[family],
          to: server[family],
          port,
          open: isOpen("inbound", protocol, port),
        },
        {
          protocol,
          from: stranger[family],
          to: server[family],
          port,
          open: isOpen("inbound", protocol, port) && !isOfficeOnly(port),
        },
      ]),
    ),
    fromServer: families.flatMap((family) => [
      ...each((protocol, port) => [
        {
          protocol,
          from: server[family],
          to: office[family],
          port,
          open: isOpen("outbound", protocol, port),
        },
      ]),
      ...[...entries.values()]
        .filter((entry) => entry.scope === "loopback")
        .flatMap(({ port }) =>
          (["tcp", "udp"] as const).map((protocol) => {
            const self = family === "ipv4" ? "127.0.0.1" : "::1";
            return { protocol, from: self, to: self, port, open: true };
          }),
        ),
    ]),
  };
}
