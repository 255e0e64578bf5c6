import type { Policy } from "../policy/types.ts";
import { apfNotes, renderApf, renderApfAllow } from "../render/firewall/apf.ts";
import { csfNotes, renderCsf, renderCsfAllow } from "../render/firewall/csf.ts";
import { csfListText } from "../render/firewall/csf-lists.ts";
import { type CsfListPorts, mergeCsf } from "../render/firewall/csf-merge.ts";
import {
  firewalldNotes,
  renderFirewalld,
  renderFirewalldInbound,
  renderFirewalldOutbound,
} from "../render/firewall/firewalld.ts";
import {
  ip6tablesNotes,
  iptablesNotes,
  renderIp6tables,
  renderIptables,
} from "../render/firewall/iptables.ts";
import { renderNftables } from "../render/firewall/nftables.ts";
import type { RuleOptions } from "../render/firewall/rule-options.ts";
import { renderUfw, renderUfwCommands, ufwNotes } from "../render/firewall/ufw.ts";
import { tableRenderers } from "../render/formats/table-formats.ts";
import { renderSvg } from "../render/svg/render-svg.ts";
import { aboutFile } from "./about-file.ts";
import { settingsInFlags } from "./in-flags.ts";
import type { Io } from "./io.ts";
import { fileName, readText } from "./read-file.ts";

/** The options that only some outputs accept. */
export interface OutputOptions extends RuleOptions {
  readonly table?: string;
  readonly counters?: true;
  readonly chains?: string;
  readonly profile?: string;
  readonly caption?: string;
  readonly merge?: string;
  readonly mergeReplace?: string;
}

/** An output of `render`. */
export interface Output {
  readonly render: (policy: Policy, options: OutputOptions, io: Io) => string;
  /** Returns notes about the parts of a policy that the output cannot express. */
  readonly notes?: (policy: Policy, options: OutputOptions) => readonly string[];
  /** The options that it accepts in addition to the common ones. */
  readonly takes?: readonly (keyof OutputOptions)[];
}

const ruleOptions = ["comments", "logPrefix", "sshRate"] as const;

/** The outputs of `render`, by name. */
export const renderOutputs: Readonly<Record<string, Output>> = {
  nftables: { render: renderNftables, takes: ["table", "counters", ...ruleOptions] },
  iptables: { render: renderIptables, notes: iptablesNotes, takes: ["chains", ...ruleOptions] },
  ip6tables: { render: renderIp6tables, notes: ip6tablesNotes, takes: ["chains", ...ruleOptions] },
  firewalld: { render: renderFirewalld, notes: firewalldNotes },
  "firewalld-inbound": { render: renderFirewalldInbound },
  "firewalld-outbound": { render: renderFirewalldOutbound },
  csf: {
    render: writeCsf,
    notes: (policy, { merge, mergeReplace }) =>
      merge === undefined && mergeReplace === undefined ? csfNotes(policy) : [],
    takes: ["merge", "mergeReplace"],
  },
  "csf-allow": { render: renderCsfAllow },
  apf: { render: renderApf, notes: apfNotes },
  "apf-allow": { render: renderApfAllow, notes: apfNotes },
  ufw: { render: renderUfw, notes: ufwNotes, takes: ["profile"] },
  "ufw-commands": { render: renderUfwCommands, takes: ["profile"] },
  ...tableOutputs(),
  svg: { render: renderSvg, takes: ["caption"] },
};

/** Writes the port lists of CSF, or merges them into a file and reports the changes on standard error. */
function writeCsf(policy: Policy, { merge, mergeReplace }: OutputOptions, io: Io): string {
  const path = merge ?? mergeReplace;
  if (path === undefined) {
    return renderCsf(policy);
  }
  const { text, added, removed, notes } = aboutFile(fileName(path), () =>
    mergeCsf(policy, readText(path, io), { replace: mergeReplace !== undefined }),
  );
  const lines = (verb: string, lists: readonly CsfListPorts[]) =>
    lists.map(({ list, ports }) => `${verb} ${list} ${csfListText(ports, ", ")}`);
  for (const line of [
    ...lines("adds to", added),
    ...lines("removes from", removed),
    ...notes.map((note) => `note: ${settingsInFlags(note)}`),
  ]) {
    io.stderr(`cpanel-ports: ${line}\n`);
  }
  return text;
}

function tableOutputs(): Readonly<Record<string, Output>> {
  return Object.fromEntries(
    Object.entries(tableRenderers).map(([format, render]) => [
      format,
      { render, ...(format === "html" ? { takes: ["caption"] } : {}) },
    ]),
  );
}
