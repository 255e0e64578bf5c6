import { type Command, InvalidArgumentError } from "commander";
import { createPolicy } from "../../policy/create/create-policy.ts";
import type { Policy } from "../../policy/types.ts";
import { apfNotes, renderApf, renderApfAllow } from "../../render/firewall/apf.ts";
import { csfNotes, mergeCsf, renderCsf, renderCsfAllow } from "../../render/firewall/csf.ts";
import {
  firewalldNotes,
  renderFirewalld,
  renderFirewalldInbound,
  renderFirewalldOutbound,
} from "../../render/firewall/firewalld.ts";
import {
  ip6tablesNotes,
  iptablesNotes,
  renderIp6tables,
  renderIptables,
} from "../../render/firewall/iptables.ts";
import { renderNftables } from "../../render/firewall/nftables.ts";
import { renderUfw, renderUfwCommands, ufwNotes } from "../../render/firewall/ufw.ts";
import { renderCsv } from "../../render/formats/csv.ts";
import { visible } from "../../render/formats/escape/visible.ts";
import { renderHtml } from "../../render/formats/html.ts";
import { renderJson } from "../../render/formats/json.ts";
import { renderMarkdown } from "../../render/formats/markdown.ts";
import { renderText } from "../../render/formats/text.ts";
import type { Io } from "../io.ts";
import {
  addPolicyOptions,
  type GivenPolicyOptions,
  policyOptions,
} from "../options/policy-options.ts";
import { readRelease } from "../options/read-release.ts";
import { readText } from "../read-file.ts";

/** The options that only some formats take. */
interface FormatOptions {
  readonly table?: string;
  readonly chains?: string;
  readonly profile?: string;
  readonly caption?: string;
  readonly merge?: string;
}

/** The options of the command, as they were given. */
interface RenderOptions extends FormatOptions, GivenPolicyOptions {
  readonly newer: "error" | "latest";
  readonly output?: string;
}

/** A format: how it is written, and what it cannot say. */
interface Format {
  readonly render: (policy: Policy, options: FormatOptions, io: Io) => string;
  readonly notes?: (policy: Policy) => readonly string[];
}

/** The formats by the names that the command has for them. */
export const formats: Readonly<Record<string, Format>> = {
  nftables: { render: (policy, { table }) => renderNftables(policy, { table }) },
  iptables: {
    render: (policy, { chains }) => renderIptables(policy, { chains }),
    notes: iptablesNotes,
  },
  ip6tables: {
    render: (policy, { chains }) => renderIp6tables(policy, { chains }),
    notes: ip6tablesNotes,
  },
  firewalld: { render: (policy) => renderFirewalld(policy), notes: firewalldNotes },
  "firewalld-inbound": { render: (policy) => renderFirewalldInbound(policy) },
  "firewalld-outbound": { render: (policy) => renderFirewalldOutbound(policy) },
  csf: {
    render: (policy, { merge }, io) =>
      merge === undefined ? renderCsf(policy) : mergeCsf(policy, readText(merge, io)),
    notes: csfNotes,
  },
  "csf-allow": { render: (policy) => renderCsfAllow(policy) },
  apf: { render: (policy) => renderApf(policy), notes: apfNotes },
  "apf-allow": { render: (policy) => renderApfAllow(policy), notes: apfNotes },
  ufw: { render: (policy, { profile }) => renderUfw(policy, { profile }), notes: ufwNotes },
  "ufw-commands": { render: (policy, { profile }) => renderUfwCommands(policy, { profile }) },
  markdown: { render: (policy) => renderMarkdown(policy) },
  html: { render: (policy, { caption }) => renderHtml(policy, { caption }) },
  csv: { render: (policy) => renderCsv(policy) },
  json: { render: (policy) => renderJson(policy) },
  text: { render: (policy) => renderText(policy) },
};

/** The names of the options that one format alone takes, and that format. */
const ownOptions: Readonly<Record<keyof FormatOptions, readonly string[]>> = {
  table: ["nftables"],
  chains: ["iptables", "ip6tables"],
  profile: ["ufw", "ufw-commands"],
  caption: ["html"],
  merge: ["csf"],
};

/** Describes `render <format> [release]`. */
export function describeRender(command: Command, newest: string, io: Io): void {
  addPolicyOptions(command)
    .argument("<format>", `one of ${Object.keys(formats).join(", ")}`, oneFormat)
    .argument("[release]", "a version in any form, such as 126 or 11.126.0.5", newest)
    .option("--table <name>", "nftables: the name of the table")
    .option("--chains <name>", "iptables, ip6tables: chains of its own, beside the others' rules")
    .option("--profile <name>", "ufw, ufw-commands: the name of the profile")
    .option("--caption <text>", "html: the caption")
    .option("--merge <file>", "csf: the csf.conf into whose text the lists are put")
    .option("--output <file>", "write to a file, not to standard output")
    .action((name: string, version: string, options: RenderOptions) => {
      for (const [option, own] of Object.entries(ownOptions)) {
        if (options[option as keyof FormatOptions] !== undefined && !own.includes(name)) {
          command.error(`error: option '--${option}' is for ${own.join(" and ")}`);
        }
      }
      const { render, notes } = formats[name] as Format;
      const policy = createPolicy(readRelease(version, options.newer, io), policyOptions(options));
      const text = render(policy, options, io);
      for (const { code, text: warning } of policy.warnings) {
        io.stderr(`cpanel-ports: warning ${code}: ${visible(warning)}\n`);
      }
      for (const note of notes?.(policy) ?? []) {
        io.stderr(`cpanel-ports: note: ${note}\n`);
      }
      if (options.output === undefined) {
        io.stdout(text);
      } else {
        io.writeFile(options.output, text);
      }
    });
}

function oneFormat(name: string): string {
  if (!Object.hasOwn(formats, name)) {
    throw new InvalidArgumentError(`Allowed choices are ${Object.keys(formats).join(", ")}.`);
  }
  return name;
}
