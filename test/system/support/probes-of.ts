import { BlockList } from "node:net";
import type { Policy, Protocol } from "../../../src/index.ts";
import type { Probe } from "./agent.ts";
import { probedPorts } from "./expected.ts";
import type { FirewallKind } from "./firewalls.ts";
import { addresses } from "./network.ts";

/**
 * Every probed port in both protocols and the families of a firewall, with what the rules of a policy
 * say of it, read one by one: from the office and from a stranger, and from the server.
 */
export function probesOf(
  policy: Policy,
  { families, blocks, name }: FirewallKind,
): { readonly outside: readonly Probe[]; readonly server: readonly Probe[] } {
  const isOpen = (
    direction: "inbound" | "outbound",
    protocol: Protocol,
    port: number,
    from: string,
  ) =>
    !blocks.includes(port) &&
    (policy.defaults[direction] === "accept" ||
      policy.rules.some(
        (rule) =>
          (rule.direction === direction ||
            // APF reads what is in allow_hosts.rules for both directions.
            (name === "apf" && rule.direction === "inbound" && rule.sources !== "any")) &&
          rule.protocol === protocol &&
          rule.ports.from <= port &&
          port <= rule.ports.through &&
          // What CSF has in csf.allow, only CSF reads.
          (rule.sources === "any" || (name !== "csf" && isAmong(from, rule.sources))),
      ));
  const { server, office, stranger } = addresses;
  const probes = (
    direction: "inbound" | "outbound",
    from: { ipv4: string; ipv6: string },
    to: { ipv4: string; ipv6: string },
  ) =>
    families.flatMap((family) =>
      probedPorts.flatMap((port) =>
        (["tcp", "udp"] as const).map((protocol) => ({
          protocol,
          from: from[family],
          to: to[family],
          port,
          open: isOpen(direction, protocol, port, from[family]),
        })),
      ),
    );
  return {
    outside: [...probes("inbound", office, server), ...probes("inbound", stranger, server)],
    server: probes("outbound", server, office),
  };
}

/** What Node.js says of an address and a list of networks. */
function isAmong(address: string, networks: readonly string[]): boolean {
  const familyOf = (text: string) => (text.includes(":") ? "ipv6" : "ipv4");
  const list = new BlockList();
  for (const network of networks) {
    const [start = "", prefix] = network.split("/");
    const family = familyOf(start);
    list.addSubnet(start, Number(prefix ?? (family === "ipv4" ? 32 : 128)), family);
  }
  return list.check(address, familyOf(address));
}
