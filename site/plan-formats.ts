import type { PlanFormat } from "cpanel-ports/render";

/** The firewalls that the package writes plan commands for. */
export const planFormats = [
  { id: "nftables", title: "nftables" },
  { id: "iptables", title: "iptables" },
  { id: "firewalld", title: "firewalld" },
  { id: "csf", title: "CSF" },
] as const satisfies readonly { readonly id: PlanFormat; readonly title: string }[];
