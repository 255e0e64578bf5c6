import { basename } from "node:path";
import type { Command } from "commander";
import type { Exposure, Family, ListenerExposure, SshListeners } from "../../net/types.ts";
import { parseApf } from "../../parse/apf/parse-apf.ts";
import { type ParseCsfOptions, parseCsf } from "../../parse/csf/parse-csf.ts";
import { detectFirewall, type FirewallFormat } from "../../parse/detect.ts";
import {
  type ParseFirewalldOptions,
  parseFirewalld,
} from "../../parse/firewalld/parse-firewalld.ts";
import { isIpsetSave } from "../../parse/ipset/read-ipsets.ts";
import type { ParseIptablesOptions } from "../../parse/iptables/options.ts";
import { parseIptables } from "../../parse/iptables/parse-iptables.ts";
import { parseListeners } from "../../parse/listeners/parse-listeners.ts";
import { lookAlike } from "../../parse/look-alikes.ts";
import { parseNftables } from "../../parse/nftables/parse-nftables.ts";
import { type ParseNmapOptions, parseNmap } from "../../parse/nmap/parse-nmap.ts";
import type { Texts } from "../../parse/types.ts";
import { parseUfw } from "../../parse/ufw/parse-ufw.ts";
import { visible } from "../../render/formats/escape/visible.ts";
import * as limits from "../../util/limits.ts";
import type { Io } from "../io.ts";
import { fileName, readText } from "../read-file.ts";
import { WrongQuestion } from "../wrong-question.ts";
import { choiceOption } from "./choice.ts";
import { printNotes } from "./print-notes.ts";
import { filesOfDirectory } from "./server-directory.ts";
import { isSshFile, type ReadFile, readSsh } from "./ssh-files.ts";

const parsers: Readonly<
  Record<
    FirewallFormat,
    (
      texts: Texts,
      options: ParseCsfOptions & ParseFirewalldOptions & ParseIptablesOptions & ParseNmapOptions,
    ) => Exposure
  >
> = {
  nftables: (texts, { interface: device }) => parseNftables(texts, { interface: device }),
  iptables: (texts, { interface: device, families }) =>
    parseIptables(texts, { interface: device, families }),
  firewalld: (texts, { interface: device, names }) =>
    parseFirewalld(texts, { interface: device, names }),
  csf: (texts, { interface: device, lists }) => parseCsf(texts, { interface: device, lists }),
  apf: (texts, { interface: device, lists }) => parseApf(texts, { interface: device, lists }),
  ufw: (texts, { interface: device }) => parseUfw(texts, { interface: device }),
  listeners: (texts, { interface: device }) => parseListeners(texts, { interface: device }),
  nmap: (texts, { host }) => parseNmap(texts, { host }),
};

/** What lists of CSF and APF do, by the names of their files. */
const listKinds: ReadonlyMap<string, "allow" | "deny"> = new Map([
  ["csf.allow", "allow"],
  ["csf.deny", "deny"],
  ["allow_hosts.rules", "allow"],
  ["deny_hosts.rules", "deny"],
]);

/** The options of {@link addFirewallOptions}, as they were given. */
export interface GivenFirewallOptions {
  readonly from?: FirewallFormat;
  readonly interface?: string | undefined;
  readonly host?: string;
}

/** Adds the options that say how to read the files of a firewall. */
export function addFirewallOptions(command: Command): Command {
  return command
    .addOption(
      choiceOption(
        "--from <format>",
        "the format of the files; detected if it is left out",
        Object.keys(parsers),
      ),
    )
    .option(
      "--interface <name>",
      "the network interface on which connections come and go, such as eth0",
    )
    .option("--host <address>", "the host of a scan by nmap of several, by its address or name");
}

/** What a parser is given. */
interface FirewallInputs {
  readonly format: FirewallFormat;
  readonly texts: readonly string[];
  /** The names of the files, for messages. */
  readonly names: readonly string[];
  readonly parseOptions: ParseCsfOptions & ParseIptablesOptions & ParseNmapOptions;
}

/** What the files of a server say. */
export interface ReadServer {
  readonly exposure: Exposure;
  /** The files of the firewall, in the order of its inputs. */
  readonly files: readonly ReadFile[];
  /** What listens, where a file beside the firewall says so. */
  readonly listeners: ListenerExposure | undefined;
  /** Where SSH listens, where a file says so. */
  readonly ssh: SshListeners | undefined;
}

/**
 * Reads the files of a firewall, and what is beside them, as {@link readServer} does; prints the parser's notes on
 * standard error.
 *
 * @throws {@link WrongQuestion} for files that cannot be read, or whose format cannot be detected
 */
export function readFirewall(
  paths: readonly string[],
  options: GivenFirewallOptions,
  io: Io,
): ReadServer {
  const server = readServer(paths, options, io);
  printNotes(
    server.exposure.notes,
    server.files.map(({ name }) => name),
    io,
  );
  return server;
}

/**
 * Reads the files of a firewall for its parser, without what is beside them.
 *
 * @throws {@link WrongQuestion} for files that cannot be read, or whose format cannot be detected
 */
export function readFirewallInputs(
  paths: readonly string[],
  options: GivenFirewallOptions,
  io: Io,
): FirewallInputs {
  const { files, beside, ssh } = readFiles(paths, options, io);
  for (const { name } of [...beside, ...ssh]) {
    io.stderr(
      `cpanel-ports: ${visible(name)}: not read: a check follows the rules of the firewall, whatever listens\n`,
    );
  }
  return inputsOf(files, options);
}

/**
 * Reads the files of a firewall, and what is beside them: what listens, and where SSH does.
 *
 * @throws {@link WrongQuestion} for files that cannot be read, or whose format cannot be detected
 */
export function readServer(
  paths: readonly string[],
  options: GivenFirewallOptions,
  io: Io,
): ReadServer {
  const { files, beside, ssh } = readFiles(paths, options, io);
  const { format, texts, parseOptions } = inputsOf(files, options);
  return {
    exposure: parsers[format](texts, parseOptions),
    files,
    listeners: beside.length > 0 ? readListeners(beside, io) : undefined,
    ssh: ssh.length > 0 ? readSsh(ssh, io) : undefined,
  };
}

/** The files of a server, by what they are about. */
interface ServerFiles {
  /** Those of the firewall. */
  readonly files: readonly ReadFile[];
  /** What listens, beside them. */
  readonly beside: readonly ReadFile[];
  readonly ssh: readonly ReadFile[];
}

function readFiles(paths: readonly string[], options: GivenFirewallOptions, io: Io): ServerFiles {
  if (paths.includes("-") && io.isTypedIn()) {
    io.stderr(
      "cpanel-ports: waiting for a firewall on standard input, up to Ctrl-D; or name its files, or pipe in what nft list ruleset or iptables-save prints\n",
    );
  }
  const all = readAll(paths, options, io);
  const ssh = all.filter(isSshFile);
  const others = all.filter((file) => !isSshFile(file));
  const isOfListeners = ({ text }: ReadFile) => detectFirewall(text) === "listeners";
  const hasRules = options.from !== "listeners" && !others.every(isOfListeners);
  const files = hasRules ? others.filter((file) => !isOfListeners(file)) : others;
  const beside = others.filter((file) => !files.includes(file));
  if (files.length === 0) {
    throw new WrongQuestion(
      `${all.map(({ name }) => name).join(", ")}: this says where SSH listens, not what the firewall lets through; name the files of the firewall, too`,
    );
  }
  return { files, beside, ssh };
}

/** Reads files, and those of a directory. */
function readAll(
  paths: readonly string[],
  { from }: GivenFirewallOptions,
  io: Io,
): readonly ReadFile[] {
  const found = paths.map((path) => ({ path, files: filesOfDirectory(path, io) }));
  const directories = found.flatMap(({ path, files }) => (files ? [path] : []));
  if (directories.length > 1) {
    throw new WrongQuestion(
      `${directories.join(", ")}: each directory has the files of a server of its own`,
    );
  }
  const all = found
    .flatMap(({ path, files = [path] }) => files)
    .map((path) => ({ path, name: fileName(path), text: readText(path, io, limits.listLength) }));
  const empty = all.find(({ text }) => text.trim() === "");
  if (empty !== undefined) {
    throw new WrongQuestion(`${empty.name} is empty: it says nothing about the firewall`);
  }
  const listed = found.flatMap(({ files = [] }) => files);
  const other = all.find((file) => listed.includes(file.path) && !isServerFile(file));
  if (from === undefined && other !== undefined) {
    const what = lookAlike(other.text) ?? "cannot be recognised as a file of a firewall";
    throw new WrongQuestion(
      `${other.name}: ${what}; take it out of the directory, or name the files of the server that are to be read`,
    );
  }
  return all;
}

/** Tells whether a file of a directory, which nobody named, is known to be about the firewall of a server. */
function isServerFile(file: ReadFile): boolean {
  return (
    detectFirewall(file.text) !== undefined ||
    listKinds.has(basename(file.path)) ||
    isIpsetSave(file.text) ||
    isSshFile(file)
  );
}

/** Reads what listens beside the firewall; prints the parser's notes on standard error. */
function readListeners(files: readonly ReadFile[], io: Io): ListenerExposure {
  const listeners = parseListeners(files.map(({ text }) => text));
  printNotes(
    listeners.notes,
    files.map(({ name }) => name),
    io,
  );
  return listeners;
}

/** The family of rules in a file, such as rules.v6 or ip6tables; `undefined` if its name does not tell. */
function familyOfName(name: string): Family | undefined {
  return /ip6tables|(?:^|[^a-z])(?:ip)?v6(?:[^a-z0-9]|$)/i.test(name)
    ? "ipv6"
    : /iptables|(?:^|[^a-z])(?:ip)?v4(?:[^a-z0-9]|$)/i.test(name)
      ? "ipv4"
      : undefined;
}

function inputsOf(
  files: readonly ReadFile[],
  { from, interface: device, host }: GivenFirewallOptions,
): FirewallInputs {
  const texts = files.map(({ text }) => text);
  const names = files.map(({ name }) => name);
  const lists = Object.fromEntries(
    files.map(({ path }, index) => [index, listKinds.get(basename(path))] as const),
  );
  const families = Object.fromEntries(
    files.map(({ path }, index) => [index, familyOfName(basename(path))] as const),
  );
  const objects = Object.fromEntries(
    files.flatMap(({ path }, index) => {
      const name = /^(.+)\.xml$/.exec(basename(path))?.[1];
      return name === undefined ? [] : [[index, name] as const];
    }),
  );
  const parseOptions = { interface: device, lists, families, names: objects, host };
  return { format: formatOf(texts, names, from), texts, names, parseOptions };
}

function formatOf(
  texts: readonly string[],
  names: readonly string[],
  from: FirewallFormat | undefined,
): FirewallFormat {
  const found = new Set(texts.map(detectFirewall).filter((each) => each !== undefined));
  if (found.size > 1) {
    throw new WrongQuestion(
      `${names.join(", ")}: these files mix ${[...found].join(" and ")}; audit one firewall at a time`,
    );
  }
  const [format = from] = from === undefined ? found : [];
  if (format === undefined) {
    for (const [index, text] of texts.entries()) {
      const what = lookAlike(text);
      if (what !== undefined) {
        throw new WrongQuestion(`${names[index]}: ${what}`);
      }
    }
    throw new WrongQuestion(
      `${names.join(", ")}: cannot detect the firewall format; specify it with --from ${Object.keys(parsers).join("|")}`,
    );
  }
  return format;
}
