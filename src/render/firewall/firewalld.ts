import { rangeText } from "../../net/port-range.ts";
import type { PortRange } from "../../net/types.ts";
import { checkPolicy } from "../../policy/check-policy.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";
import { xmlText } from "../formats/escape/xml-text.ts";
import { headerLines } from "./header.ts";
import { type LimitedPorts, limitedPorts } from "./limited-ports.ts";
import { type PortGroup, portGroups } from "./port-groups.ts";
import { withoutNeedsIn } from "./without-needs-in.ts";

/**
 * Renders a policy as a firewalld service, a file for `/etc/firewalld/services`. A service has only
 * inbound ports that are open to all addresses. {@link renderFirewalldInbound} renders the other
 * inbound ports, and {@link renderFirewalldOutbound} the outbound ones.
 *
 * @param input - a policy or an exposure
 * @returns the XML of the service
 * @throws {@link index.InvalidPolicyError | InvalidPolicyError} if the policy is malformed
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderFirewalld } from "cpanel-ports/render";
 *
 * const service = renderFirewalld(createPolicy(126, { services: ["ssh", "dns"] }));
 * service.match(/<port .*>/g); // => ["<port protocol=\"tcp\" port=\"22\"/>", "<port protocol=\"tcp\" port=\"53\"/>", "<port protocol=\"udp\" port=\"53\"/>"]
 * ```
 */
export function renderFirewalld(input: PolicyOrExposure): string {
  checkPolicy(input);
  const policy = withoutNeedsIn(input);
  const openToAll = portGroups(policy, "inbound").filter(({ sources }) => sources === "any");
  return document(policy, firewalldNotes(policy), "service", "", openToAll.flatMap(portElements));
}

/**
 * Renders the inbound ports that a policy opens to only some addresses as a firewalld policy object
 * (0.9 or later), a file for `/etc/firewalld/policies`. The policy object follows the zones: traffic
 * that a zone drops stays dropped. The target of the zone must be `default`.
 *
 * @param input - a policy or an exposure
 * @returns the XML of the policy object
 * @throws {@link index.InvalidPolicyError | InvalidPolicyError} if the policy is malformed
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderFirewalldInbound } from "cpanel-ports/render";
 *
 * const object = renderFirewalldInbound(createPolicy(126, { services: "ssh", allowFrom: { ssh: "198.51.100.0/24" } }));
 * object.includes('<rule family="ipv4"><source address="198.51.100.0/24"/><port protocol="tcp" port="22"/><accept/></rule>'); // => true
 * ```
 */
export function renderFirewalldInbound(input: PolicyOrExposure): string {
  checkPolicy(input);
  const policy = withoutNeedsIn(input);
  return document(policy, [], "policy", ' target="CONTINUE" priority="1"', [
    '<ingress-zone name="ANY"/>',
    '<egress-zone name="HOST"/>',
    ...limitedPorts(policy, "inbound").flatMap(ruleElements),
  ]);
}

/**
 * Renders the outbound side of a policy as a firewalld policy object (0.9 or later), a file for
 * `/etc/firewalld/policies`. The policy object opens the outbound ports and drops all other outbound
 * traffic. If the policy accepts outbound traffic by default, the policy object has no rules.
 *
 * @param policy - a policy or an exposure
 * @returns the XML of the policy object
 * @throws {@link index.InvalidPolicyError | InvalidPolicyError} if the policy is malformed
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { renderFirewalldOutbound } from "cpanel-ports/render";
 *
 * const object = renderFirewalldOutbound(createPolicy(126, { services: "dns", outbound: "needed" }));
 * object.includes('target="DROP"'); // => true
 * ```
 */
export function renderFirewalldOutbound(policy: PolicyOrExposure): string {
  checkPolicy(policy);
  const limitsOutbound = policy.defaults.outbound === "drop";
  return document(
    policy,
    [],
    "policy",
    limitsOutbound ? ' target="DROP" priority="-1"' : ' target="CONTINUE" priority="-1"',
    [
      '<ingress-zone name="HOST"/>',
      '<egress-zone name="ANY"/>',
      ...(limitsOutbound
        ? [
            '<protocol value="icmp"/>',
            '<protocol value="ipv6-icmp"/>',
            ...portGroups(policy, "outbound")
              .filter(({ sources }) => sources === "any")
              .flatMap(portElements),
            ...limitedPorts(policy, "outbound").flatMap(ruleElements),
          ]
        : []),
    ],
  );
}

/**
 * Lists what a firewalld service cannot express about a policy, and what the zone does regardless of it.
 *
 * @param input - a policy or an exposure
 * @returns one sentence per limitation
 *
 * @example
 * ```ts
 * import { createPolicy } from "cpanel-ports";
 * import { firewalldNotes } from "cpanel-ports/render";
 *
 * firewalldNotes(createPolicy(126)).length; // => 2
 * firewalldNotes(createPolicy(126, { outbound: "needed" })).length; // => 3
 * ```
 */
export function firewalldNotes(input: PolicyOrExposure): readonly string[] {
  checkPolicy(input);
  const policy = withoutNeedsIn(input);
  return Object.freeze([
    "everything else in the zone, such as the service ssh in the zone public, stays open",
    "the service dhcpv6-client, which the zone public includes, accepts DHCPv6 responses",
    ...(policy.defaults.inbound === "accept"
      ? ["a service cannot accept all other inbound traffic: only the target of the zone can"]
      : []),
    ...(policy.defaults.outbound === "drop"
      ? ["a service has only inbound ports: a policy object limits the outbound ones"]
      : []),
    ...(limitedPorts(policy, "inbound").length > 0
      ? ["ports open to only some addresses are not in the service: a policy object opens them"]
      : []),
  ]);
}

function document(
  policy: PolicyOrExposure,
  notes: readonly string[],
  element: "service" | "policy",
  attributes: string,
  content: readonly string[],
): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    "<!--",
    // Two hyphens in a row would end the comment.
    ...headerLines(policy, notes).map((line) => line.replace(/-(?=-|$)/g, "- ")),
    "-->",
    `<${element} version="1.0"${attributes}>`,
    `  <short>${xmlText(policy.title)}</short>`,
    "  <description>Written by cpanel-ports.</description>",
    ...content.map((line) => `  ${line}`),
    `</${element}>`,
    "",
  ].join("\n");
}

function ruleElements({ protocol, direction, source, ports }: LimitedPorts): string[] {
  const end = direction === "inbound" ? "source" : "destination";
  return ports.map(
    (range) =>
      `<rule family="${source.includes(":") ? "ipv6" : "ipv4"}"><${end} address="${source}"/>${portElement(protocol, range)}<accept/></rule>`,
  );
}

function portElements({ protocol, ports }: PortGroup): string[] {
  return ports.map((range) => portElement(protocol, range));
}

function portElement(protocol: string, range: PortRange): string {
  return `<port protocol="${protocol}" port="${rangeText(range)}"/>`;
}
