import type { PlanFormat } from "cpanel-ports/render";

/** The firewalls for which the package writes commands that change them. */
export const planFormats = [
  { id: "nftables", title: "nftables" },
  { id: "iptables", title: "iptables" },
  { id: "firewalld", title: "firewalld" },
  { id: "csf", title: "CSF" },
] as const satisfies readonly { readonly id: PlanFormat; readonly title: string }[];
