import type { ServerNeedId } from "../dataset/literals.generated.ts";

/** What it means for a server if a need of it is not met. */
interface NeedWarning {
  /** The warning of a policy, and the rule of a finding. */
  readonly code: "no-dhcp" | "no-dns" | "no-license-server" | "no-time" | "no-updates";
  /** What the server cannot do. */
  readonly text: string;
}

/** The warnings about what every server needs of ports, by its id. */
export const needWarnings: Readonly<Partial<Record<ServerNeedId, NeedWarning>>> = {
  dhcp: { code: "no-dhcp", text: "the server cannot renew a leased IPv4 address" },
  dhcpv6: { code: "no-dhcp", text: "the server cannot renew a leased IPv6 address" },
  "dns-queries": {
    code: "no-dns",
    text: "the server cannot ask DNS servers over both UDP and TCP; names do not resolve reliably, or at all",
  },
  "license-servers": {
    code: "no-license-server",
    text: "the server cannot reach cPanel's license servers",
  },
  "network-time": { code: "no-time", text: "the server cannot set its clock over the network" },
  updates: {
    code: "no-updates",
    text: "the server cannot open both HTTP and HTTPS connections; updates, certificates and remote backups need them",
  },
};
