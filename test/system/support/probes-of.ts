import { BlockList } from "node:net";
import type { Policy, PolicyRule, Protocol } from "../../../src/index.ts";
import { withoutNeedsIn } from "../../support/without-needs-in.ts";
import { probedPorts } from "./expected.ts";
import type { FirewallKind } from "./firewalls.ts";
import { addresses } from "./network.ts";
import type { Probe } from "./probe.ts";

/**
 * Returns probes of every port in both protocols and the families of a firewall, with the expected result by
 * the rules of a policy, read one by one: from the office, from a stranger, and from the server.
 */
export function probesOf(
  policy: Policy,
  { families, blocks, name, letsNeedsIn }: FirewallKind,
): { readonly outside: readonly Probe[]; readonly server: readonly Probe[] } {
  const { defaults, rules } = letsNeedsIn ? withoutNeedsIn(policy) : policy;
  const isOpen = (
    direction: "inbound" | "outbound",
    protocol: Protocol,
    port: number,
    from: string,
  ) =>
    !blocks.includes(port) &&
    (defaults[direction] === "accept" ||
      rules.some(
        (rule) =>
          (rule.direction === direction ||
            // APF applies allow_hosts.rules in both directions.
            (name === "apf" && rule.direction === "inbound" && !isForAll(rule, from))) &&
          rule.protocol === protocol &&
          rule.ports.from <= port &&
          port <= rule.ports.through &&
          // Only CSF reads csf.allow.
          (isForAll(rule, from) ||
            (name !== "csf" && rule.sources !== "any" && isAmong(from, rule.sources))),
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

/** Returns whether a rule applies to all addresses of a family, so that its ports are in port lists. */
function isForAll({ sources }: PolicyRule, address: string): boolean {
  return sources === "any" || sources.includes(address.includes(":") ? "::/0" : "0.0.0.0/0");
}

/** Returns whether an address is in a list of networks, according to Node.js. */
function isAmong(address: string, networks: readonly string[]): boolean {
  const familyOf = (text: string) => (text.includes(":") ? "ipv6" : "ipv4");
  const list = new BlockList();
  const family = familyOf(address);
  // A BlockList would find an IPv4 address, as mapped IPv6, in ::/0.
  for (const network of networks.filter((each) => familyOf(each) === family)) {
    const [start = "", prefix] = network.split("/");
    list.addSubnet(start, Number(prefix ?? (family === "ipv4" ? 32 : 128)), family);
  }
  return list.check(address, family);
}
