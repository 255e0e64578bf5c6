import { type Command, InvalidArgumentError, Option } from "commander";
import { createPolicy } from "../policy/create-policy.ts";
import type { Policy, PolicyAddition, PolicyOptions } from "../policy/types.ts";
import { apfNotes, renderApf, renderApfAllow } from "../render/apf.ts";
import { csfNotes, mergeCsf, renderCsf, renderCsfAllow } from "../render/csf.ts";
import { renderCsv } from "../render/csv.ts";
import {
  firewalldNotes,
  renderFirewalld,
  renderFirewalldInbound,
  renderFirewalldOutbound,
} from "../render/firewalld.ts";
import { renderHtml } from "../render/html.ts";
import {
  ip6tablesNotes,
  iptablesNotes,
  renderIp6tables,
  renderIptables,
} from "../render/iptables.ts";
import { renderJson } from "../render/json.ts";
import { renderMarkdown } from "../render/markdown.ts";
import { renderNftables } from "../render/nftables.ts";
import { renderText } from "../render/text.ts";
import { renderUfw, renderUfwCommands, ufwNotes } from "../render/ufw.ts";
import { visible } from "../render/visible.ts";
import type { Io } from "./io.ts";
import { readRelease } from "./read-release.ts";
import { WrongQuestion } from "./wrong-question.ts";

/** The options that only some formats take. */
interface FormatOptions {
  readonly table?: string;
  readonly chains?: string;
  readonly profile?: string;
  readonly caption?: string;
  readonly merge?: string;
}

/** The options of the command, as they were given. */
interface RenderOptions extends FormatOptions {
  readonly services?: readonly string[];
  readonly omit?: readonly string[];
  readonly replace?: Readonly<Record<string, readonly string[]>>;
  readonly add?: readonly ("ftp-passive" | PolicyAddition)[];
  readonly preferTls?: true;
  readonly outbound: "any" | "documented";
  readonly os?: string;
  readonly conditions?: Readonly<Record<string, readonly string[]>>;
  readonly allowFrom?: Readonly<Record<string, readonly string[]>>;
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
  command
    .argument("<format>", `one of ${Object.keys(formats).join(", ")}`, oneFormat)
    .argument("[release]", "a version in any form, such as 126 or 11.126.0.5", newest)
    .option("--services <ids>", "only the ports of these; several with commas", collect)
    .option("--omit <ids or ports>", "leave these out; several with commas", collect)
    .option("--replace <id or port=port>", "a service listens on another port: ssh=2222", pairs)
    .option(
      "--add <ports>",
      "also open PORT[-PORT]/PROTOCOL[/outbound][=LABEL], or ftp-passive; can be given again",
      additions,
    )
    .option("--prefer-tls", "leave out plain-text ports whose TLS twin is in")
    .addOption(
      new Option("--outbound <which>", "where the server may connect to")
        .choices(["any", "documented"])
        .default("any"),
    )
    .option("--os <system>", "leave out what only another system uses")
    .option("--conditions <id=true or false>", "whether a condition holds: z-push=false", pairs)
    .option(
      "--allow-from <id or port=networks>",
      "who may connect: whm=198.51.100.0/24,2001:db8::1; can be given again",
      sources,
    )
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

/** The text of a file; one that is not UTF-8 would not come out as it went in. */
function readText(path: string, io: Io): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(io.readFile(path));
  } catch (error) {
    if (error instanceof TypeError) {
      throw new WrongQuestion(`${path} is not a text in UTF-8`);
    }
    throw error;
  }
}

function policyOptions(options: RenderOptions): PolicyOptions {
  const { services, omit, replace, add, preferTls, outbound, os, conditions, allowFrom } = options;
  const numbers = (values: readonly string[]) =>
    values.map((value) => (/^\d+$/.test(value) ? Number(value) : value)) as readonly number[];
  const booleans: Readonly<Record<string, boolean>> = { true: true, false: false };
  return {
    services,
    omit,
    replace: mapValues(replace, numbers),
    add,
    preferTls,
    outbound,
    os,
    conditions: mapValues(
      conditions,
      (values) => booleans[values.join()] ?? (values.join() as unknown as boolean),
    ),
    allowFrom,
  };
}

function mapValues<T, U>(
  record: Readonly<Record<string, T>> | undefined,
  map: (value: T) => U,
): Readonly<Record<string, U>> | undefined {
  return (
    record && Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]))
  );
}

function oneFormat(name: string): string {
  if (!Object.hasOwn(formats, name)) {
    throw new InvalidArgumentError(`Allowed choices are ${Object.keys(formats).join(", ")}.`);
  }
  return name;
}

/** Reads `a,b`, and puts it to what was given before. */
export function collect(values: string, before: readonly string[] = []): string[] {
  return [...before, ...values.split(",").map((each) => each.trim())];
}

type Pairs = Readonly<Record<string, readonly string[]>>;

function pairs(given: string, before: Pairs = {}): Pairs {
  return collect(given).reduce((sum, each) => addPair(sum, each), before);
}

function addPair(before: Pairs, given: string): Pairs {
  const [, key = "", value = ""] = /^([^=]+)=(.+)$/.exec(given) ?? [];
  if (value === "") {
    throw new InvalidArgumentError("Expected a name, = and a value.");
  }
  const values = new Map(Object.entries(before)).get(key) ?? [];
  return { ...before, [key]: [...values, value] };
}

function sources(given: string, before: Pairs = {}): Pairs {
  const [first = "", ...others] = collect(given);
  const key = first.slice(0, first.indexOf("="));
  return others.reduce((sum, each) => addPair(sum, `${key}=${each}`), addPair(before, first));
}

function additions(
  given: string,
  before: readonly ("ftp-passive" | PolicyAddition)[] = [],
): readonly ("ftp-passive" | PolicyAddition)[] {
  if (given === "ftp-passive") {
    return [...before, given];
  }
  const [, from, through, protocol, direction, label] =
    /^(\d+)(?:-(\d+))?\/(tcp|udp)(?:\/(inbound|outbound))?(?:=(.*))?$/su.exec(given) ?? [];
  if (from === undefined) {
    throw new InvalidArgumentError(
      "Expected ftp-passive or PORT[-PORT]/PROTOCOL[/outbound][=LABEL], such as 8443/tcp.",
    );
  }
  return [
    ...before,
    {
      ports: { from: Number(from), through: Number(through ?? from) },
      protocol: protocol as "tcp" | "udp",
      direction: (direction ?? "inbound") as "inbound" | "outbound",
      label: label ?? "Added port",
    },
  ];
}
