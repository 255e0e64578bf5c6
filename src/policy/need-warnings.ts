import type { ServerNeedId } from "../dataset/literals.generated.ts";

/** The warning about an unmet need of a server. */
interface NeedWarning {
  /** The code of a policy's warning and of a finding's rule. */
  readonly code: "no-dhcp" | "no-dns" | "no-license-server" | "no-time" | "no-updates";
  /** The consequence for the server. */
  readonly text: string;
}

/** The warnings about unmet needs of every server, by the id of the need. */
export const needWarnings: Readonly<Partial<Record<ServerNeedId, NeedWarning>>> = {
  dhcp: { code: "no-dhcp", text: "the server cannot renew a leased IPv4 address" },
  dhcpv6: { code: "no-dhcp", text: "the server cannot renew a leased IPv6 address" },
  "dns-queries": {
    code: "no-dns",
    text: "the server cannot query DNS servers over both UDP and TCP; name resolution is unreliable or fails",
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
