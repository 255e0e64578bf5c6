import type { FirewallOutputName } from "../../../worker/tasks/firewall-outputs.ts";

/** A file that the builder writes, named as in the guide to its firewall. */
export interface FormatFile {
  readonly output: FirewallOutputName;
  readonly name: string;
}

interface Format {
  readonly id: string;
  readonly title: string;
  /** The guide that explains how to load the files; `null` for tables. */
  readonly guide: string | null;
  readonly files: readonly FormatFile[];
}

/** Everything that `cpanel-ports render` writes, by purpose. */
export const formats = [
  {
    id: "nftables",
    title: "nftables",
    guide: "nftables",
    files: [{ output: "nftables", name: "cpanel-ports.nft" }],
  },
  {
    id: "iptables",
    title: "iptables",
    guide: "iptables",
    files: [
      { output: "iptables", name: "cpanel-ports.v4" },
      { output: "ip6tables", name: "cpanel-ports.v6" },
    ],
  },
  {
    id: "firewalld",
    title: "firewalld",
    guide: "firewalld",
    files: [
      { output: "firewalld", name: "cpanel-ports.xml" },
      { output: "firewalld-inbound", name: "cpanel-in.xml" },
      { output: "firewalld-outbound", name: "cpanel-out.xml" },
    ],
  },
  {
    id: "csf",
    title: "CSF",
    guide: "csf",
    files: [
      { output: "csf", name: "csf.conf.lists" },
      { output: "csf-allow", name: "cpanel-ports.allow" },
    ],
  },
  {
    id: "apf",
    title: "APF",
    guide: "apf",
    files: [
      { output: "apf", name: "cpanel-ports.apf" },
      { output: "apf-allow", name: "cpanel-ports.allow" },
    ],
  },
  {
    id: "ufw",
    title: "ufw",
    guide: "ufw",
    files: [
      { output: "ufw", name: "cpanel-ports.profile" },
      { output: "ufw-commands", name: "ufw-commands" },
    ],
  },
  {
    id: "tables",
    title: "Tables",
    guide: null,
    files: [
      { output: "text", name: "firewall.txt" },
      { output: "markdown", name: "firewall.md" },
      { output: "html", name: "firewall.html" },
      { output: "csv", name: "firewall.csv" },
      { output: "json", name: "firewall.json" },
    ],
  },
] as const satisfies readonly Format[];

export type FormatId = (typeof formats)[number]["id"];

export function formatOf(id: FormatId): Format {
  return formats.find((each) => each.id === id) ?? formats[0];
}
