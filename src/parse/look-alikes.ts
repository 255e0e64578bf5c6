/** Input that resembles a firewall configuration but is not supported; it has all the marks. */
const lookAlikes: readonly (readonly [marks: readonly RegExp[], message: string])[] = [
  [
    [/^Chain \S+ \((?:policy [A-Z]+\b|\d+ references\))/m, /::\/0|\bipv6-icmp\b|\bicmpv6\b/],
    "this is the output of ip6tables -L, which omits details; use the output of ip6tables-save",
  ],
  [
    [/^Chain \S+ \((?:policy [A-Z]+\b|\d+ references\))/m],
    "this is the output of iptables -L, which omits details; use the output of iptables-save",
  ],
  [
    [/^(?:num\s+)?(?:pkts\s+bytes\s+)?target\s+prot\s+opt\s/m],
    "this is part of the output of iptables -L, which omits details; use the output of iptables-save",
  ],
  [
    [/^[ \t]*(?:create|-N) \S+ (?:hash|bitmap|list):/m],
    "this is the output of ipset save; use it together with the output of iptables-save",
  ],
  [
    [/^Name: \S/m, /^Type: (?:hash|bitmap|list):/m],
    "this is the output of ipset list; use the output of ipset save",
  ],
  [
    [/^[ \t]*"(?:Id|NetworkSettings)": ["{]/m, /^\[/],
    "this is the output of docker inspect, which says nothing about the firewall; use the output of iptables-save or nft list ruleset",
  ],
  [
    [/^#!.*sh\b|^[ \t]*(?:\$\{?\w+\}?|"\$\{?\w+\}?")[ \t](?:.*[ \t])?-[AIPFNX]\b/m],
    "this is a shell script, which is not run; run it and use the output of iptables-save or nft list ruleset",
  ],
  [
    [
      /^\s*[ \t]\S/,
      /^[ \t]*(?:services|ports):/m,
      /^[ \t]*(?:target|interfaces|protocols|masquerade|forward-ports|source-ports|icmp-blocks|rich rules):/m,
    ],
    "this is part of the output of firewall-cmd --list-all, or indented output; use all of it unchanged, including the line with the zone name",
  ],
  [
    [/^\s*(?:\d+(?:-\d+)?\/(?:tcp|udp|sctp|dccp)\s+)*\d+(?:-\d+)?\/(?:tcp|udp|sctp|dccp)\s*$/],
    "this is the output of firewall-cmd --list-ports, which omits services; use the output of firewall-cmd --list-all",
  ],
  [
    [/^\S+(?: \([a-z, ]+\))?\s*$/m, /^ {2}(?:interfaces|sources): \S/m],
    "this is the output of firewall-cmd --get-active-zones, which has no ports; use the output of firewall-cmd --list-all",
  ],
  [
    [/^Available applications:/m],
    "this is the output of ufw app list, which has no rules; use the output of ufw status verbose",
  ],
  [
    [/"(?:IpPermissions|SecurityGroupRules)":/],
    "these are AWS security groups, which are not supported",
  ],
  [
    [/^[ \t]*(?:chain \S+ \{|type \w+ hook \w+ priority )/m],
    "this is part of the output of nft list ruleset; use all of it, including the line that begins the table",
  ],
  [
    [/^[ \t]*(?:\[\d+:\d+\] )?-[AI] \S+ (?:.* )?-[jg] \S/m],
    "these are iptables rules without their table; use the whole output of iptables-save",
  ],
  [
    [/^(?:pass|block)(?: drop| return)? (?:in|out)\b/m],
    "these are pf rules, which are not supported",
  ],
];

/** Returns what an unsupported input is and what to use instead; `undefined` if it is not recognized. */
export function lookAlike(input: string): string | undefined {
  return lookAlikes.find(([marks]) => marks.every((mark) => mark.test(input)))?.[1];
}
