/** Rules that let neighbour discovery pass, without which nothing is open over IPv6: for nft, as text and as JSON. */
export const neighbourDiscovery = {
  text: "meta l4proto icmpv6 accept;",
  json: [
    { match: { op: "==", left: { meta: { key: "l4proto" } }, right: "ipv6-icmp" } },
    { accept: null },
  ],
} as const;
