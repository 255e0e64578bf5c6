import type { Protocol } from "../net/types.ts";

/** Something for which a server connects to others. */
interface OutboundNeed {
  /** The warning or finding for a server that cannot. */
  readonly id: "no-dns" | "no-license-server" | "no-updates";
  /** Everything it needs. */
  readonly ports: readonly { readonly protocol: Protocol; readonly port: number }[];
}

/** What every server connects to others for: DNS, cPanel's license servers, updates and certificates. */
export const outboundNeeds: readonly OutboundNeed[] = [
  {
    id: "no-dns",
    ports: [
      { protocol: "tcp", port: 53 },
      { protocol: "udp", port: 53 },
    ],
  },
  { id: "no-license-server", ports: [{ protocol: "tcp", port: 2089 }] },
  {
    id: "no-updates",
    ports: [
      { protocol: "tcp", port: 80 },
      { protocol: "tcp", port: 443 },
    ],
  },
];
