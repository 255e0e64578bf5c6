import fc from "fast-check";
import { portSpans } from "../../../src/dataset/dataset.ts";
import { listPorts, type ReleaseNumber, serverNeeds } from "../../../src/index.ts";
import type { FirewallKind } from "./firewalls.ts";
import { addresses } from "./network.ts";
import type { Probe } from "./probe.ts";

/** The ports that every server needs. */
const needs = serverNeeds.flatMap(({ traffic }) => traffic.filter((each) => "port" in each));

/**
 * The probed ports: all ports that any release documents or every server needs, adjacent ports, and 100 random
 * ones.
 */
export const probedPorts: readonly number[] = [
  ...new Set([
    ...[...portSpans().map(({ entry }) => entry), ...needs].flatMap(({ port }) => [
      port - 1,
      port,
      port + 1,
    ]),
    2222,
    ...fc.sample(fc.integer({ min: 1, max: 65535 }), { numRuns: 100, seed: 126 }),
  ]),
].filter((port) => port > 0);

/**
 * The probed ports that a probe may reach from any source port. UDP to DHCP ports comes only from one port, and
 * is interpreted so.
 */
export const portsFromAnywhere: readonly number[] = probedPorts.filter(
  (port) => ![67, 68, 546, 547].includes(port),
);

/** The services that only the office may reach, in policies that limit one. */
export const officeOnly = ["ssh", "whm"] as const;

/**
 * The connections to probe for a release, derived from the dataset rather than a policy: from the office, from
 * a stranger, from the server to the outside, and on the server itself.
 *
 * @param conditions - whether ports documented for a condition are open
 */
export function probesFor(
  release: ReleaseNumber,
  { families, letsNeedsIn }: FirewallKind,
  conditions: "all" | "none",
): { readonly fromOutside: readonly Probe[]; readonly fromServer: readonly Probe[] } {
  const entries = new Map<number, ReturnType<typeof listPorts>[number]>(
    listPorts(release).map((entry) => [entry.port, entry]),
  );
  const isDocumented = (
    direction: "inbound" | "outbound",
    protocol: "tcp" | "udp",
    port: number,
  ) => {
    const entry = entries.get(port);
    return (
      entry?.documented[direction] === true &&
      entry.documented[protocol] &&
      (conditions === "all" || !entry.conditions.some((each) => each.protocols.includes(protocol)))
    );
  };
  // Packets to a link-local address come from one, and the machines have none here.
  const isOpen = (
    direction: "inbound" | "outbound",
    protocol: "tcp" | "udp",
    port: number,
    family: "ipv4" | "ipv6",
  ) =>
    isDocumented(direction, protocol, port) ||
    ((direction === "outbound" || !letsNeedsIn) &&
      needs.some(
        (need) =>
          need.direction === direction &&
          need.protocol === protocol &&
          need.port === port &&
          need.families.includes(family) &&
          (direction === "outbound" || need.destinations === "any"),
      ));
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
          open: isOpen("inbound", protocol, port, family),
        },
        {
          protocol,
          from: stranger[family],
          to: server[family],
          port,
          open: isOpen("inbound", protocol, port, family) && !isOfficeOnly(port),
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
          open: isOpen("outbound", protocol, port, family),
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
