/** nft rules that accept neighbor discovery, as text and as JSON; without them, no port is open over IPv6. */
export const neighborDiscovery = {
  text: "meta l4proto icmpv6 accept;",
  json: [
    { match: { op: "==", left: { meta: { key: "l4proto" } }, right: "ipv6-icmp" } },
    { accept: null },
  ],
} as const;
