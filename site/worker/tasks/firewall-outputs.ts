import type { Policy } from "cpanel-ports";
import {
  apfNotes,
  csfNotes,
  firewalldNotes,
  ip6tablesNotes,
  iptablesNotes,
  renderApf,
  renderApfAllow,
  renderCsf,
  renderCsfAllow,
  renderCsv,
  renderFirewalld,
  renderFirewalldInbound,
  renderFirewalldOutbound,
  renderHtml,
  renderIp6tables,
  renderIptables,
  renderJson,
  renderMarkdown,
  renderNftables,
  renderText,
  renderUfw,
  renderUfwCommands,
  ufwNotes,
} from "cpanel-ports/render";

interface FirewallOutput {
  readonly render: (policy: Policy) => string;
  /** Returns what the output cannot express. */
  readonly notes?: (policy: Policy) => readonly string[];
}

/** The outputs of `cpanel-ports render`, by their names. */
export const firewallOutputs = {
  nftables: { render: renderNftables },
  iptables: { render: renderIptables, notes: iptablesNotes },
  ip6tables: { render: renderIp6tables, notes: ip6tablesNotes },
  firewalld: { render: renderFirewalld, notes: firewalldNotes },
  "firewalld-inbound": { render: renderFirewalldInbound },
  "firewalld-outbound": { render: renderFirewalldOutbound },
  csf: { render: renderCsf, notes: csfNotes },
  "csf-allow": { render: renderCsfAllow },
  apf: { render: renderApf, notes: apfNotes },
  "apf-allow": { render: renderApfAllow },
  ufw: { render: renderUfw, notes: ufwNotes },
  "ufw-commands": { render: renderUfwCommands },
  text: { render: renderText },
  markdown: { render: renderMarkdown },
  html: { render: renderHtml },
  csv: { render: renderCsv },
  json: { render: renderJson },
} satisfies Readonly<Record<string, FirewallOutput>>;

export type FirewallOutputName = keyof typeof firewallOutputs;
