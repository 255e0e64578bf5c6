/** A format that a parser reads. */
export type FirewallFormat =
  | "apf"
  | "csf"
  | "firewalld"
  | "iptables"
  | "listeners"
  | "nftables"
  | "ufw";

/** By what a text is known, the plainest first. */
const marks: readonly (readonly [FirewallFormat, RegExp])[] = [
  ["nftables", /^\s*\{\s*"nftables"/],
  ["nftables", /^[ \t]*(?:add )?table (?:(?:arp|bridge|inet|ip|ip6|netdev) )?\S+ \{/m],
  ["iptables", /^\*(?:filter|mangle|nat|raw|security)\s*$/m],
  ["iptables", /^-P (?:INPUT|OUTPUT|FORWARD) /m],
  ["csf", /^\s*TCP_IN\s*=/m],
  ["apf", /^\s*IG_TCP_CPORTS=/m],
  ["firewalld", /<(?:zone|service|policy)\b/],
  ["firewalld", /^ {2}(?:target|ingress-zones): /m],
  ["ufw", /^Status: (?:in)?active/m],
  ["ufw", /^ports ?=.*\d/m],
  ["listeners", /^(?:Netid\s+)?State\s+Recv-Q/m],
  ["listeners", /^(?:tcp|udp)\s+(?:LISTEN|UNCONN)\s/m],
];

/**
 * Tells of what firewall a text is the configuration, by marks that no other one has.
 *
 * @param text - the text
 * @returns the format, whose parser reads it; `undefined` where it is not plain
 *
 * @example
 * ```ts
 * import { detectFirewall } from "cpanel-ports/parse";
 *
 * detectFirewall("*filter\n:INPUT DROP [0:0]\nCOMMIT\n"); // => "iptables"
 * detectFirewall("hello"); // => undefined
 * ```
 */
export function detectFirewall(text: string): FirewallFormat | undefined {
  return marks.find(([, mark]) => mark.test(text))?.[0];
}
