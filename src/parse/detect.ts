import { withoutByteOrderMark, withoutColors } from "./input.ts";

/** A supported firewall format. */
export type FirewallFormat =
  | "apf"
  | "csf"
  | "firewalld"
  | "iptables"
  | "listeners"
  | "nftables"
  | "nmap"
  | "ufw";

/** The marks of each format, the most certain first. */
const marks: readonly (readonly [FirewallFormat, RegExp])[] = [
  ["nftables", /^\s*\{\s*"nftables"/],
  ["nftables", /^[ \t]*(?:add )?table (?:(?:arp|bridge|inet|ip|ip6|netdev) )?\S+ \{/m],
  // ufw's files are for iptables-restore, and begin with ufw's own chains.
  ["ufw", /^\*filter\s*\n:ufw6?-(?:user|before|after)-input /m],
  ["iptables", /^\*(?:filter|mangle|nat|raw|security)\s*$/m],
  ["iptables", /^-P (?:INPUT|OUTPUT|FORWARD) /m],
  [
    "iptables",
    /^[ \t]*(?:sudo[ \t]+)?(?:\/\S*\/)?ip6?tables(?:-legacy|-nft)?[ \t](?:.*[ \t])?-[APFNXID][ \t\r\n]/m,
  ],
  ["nmap", /^\s*(?:<\?xml[^>]*>\s*)?(?:<!DOCTYPE nmaprun|<nmaprun\b)/],
  ["nmap", /^# nmap \S+ scan initiated /im],
  ["nmap", /^Host: \S+ \([^\t]*\)\s+(?:Ports|Status): /m],
  ["nmap", /^Nmap scan report for /m],
  ["csf", /^\s*TCP_IN\s*=/m],
  ["apf", /^\s*IG_TCP_CPORTS=/m],
  ["firewalld", /<(?:zone|service|policy|ipset|direct)\b/],
  ["firewalld", /^ {2}(?:target|ingress-zones): /m],
  ["ufw", /^Status: (?:in)?active/m],
  ["ufw", /^ports ?=.*\d/m],
  ["ufw", /^Profile: .+\s*^Title: /m],
  [
    "ufw",
    /^[ \t]*(?:sudo[ \t]+)?ufw[ \t]+(?:--force[ \t]+)?(?:allow|default|deny|enable|insert|limit|prepend|reject|reset|route|rule)\b/m,
  ],
  ["ufw", /^DEFAULT_INPUT_POLICY=/m],
  ["ufw", /^LOGLEVEL=(?:off|low|medium|high|full)\s*$/m],
  ["listeners", /^[ \t]*(?:Netid\s+)?State\s+Recv-Q/m],
  ["listeners", /^[ \t]*(?:Active Internet connections\b|Proto\s+Recv-Q\s)/m],
  ["listeners", /^[ \t]*COMMAND\s+PID\s.*\sNODE\s+NAME\s*$/m],
  ["listeners", /^[ \t]*(?:(?:tcp|udp)\s+)?(?:LISTEN|UNCONN)\s+\d+\s+\d+\s+\S+:\S+/m],
  ["listeners", /^[ \t]*(?:tcp|udp)6?\s+\d+\s+\d+\s+\S+:\S+/m],
  ["listeners", /\sIPv[46]\s+\S+\s+\S+\s+(?:TCP|UDP)\s+\S+:\S+/],
];

/**
 * Detects the firewall format of an input from marks that no other format has.
 *
 * @param input - the input, such as the content of a file
 * @returns the format; `undefined` if it cannot be detected
 *
 * @example
 * ```ts
 * import { detectFirewall } from "cpanel-ports/parse";
 *
 * detectFirewall("*filter\n:INPUT DROP [0:0]\nCOMMIT\n"); // => "iptables"
 * detectFirewall("hello"); // => undefined
 * ```
 */
export function detectFirewall(input: string): FirewallFormat | undefined {
  const text = withoutColors(withoutByteOrderMark(String(input)));
  return marks.find(([, mark]) => mark.test(text))?.[0];
}
