import type { Command } from "commander";
import type { Exposure, ListenerExposure, SshListeners } from "../../net/types.ts";
import { parseApf } from "../../parse/apf/parse-apf.ts";
import { parseCsf } from "../../parse/csf/parse-csf.ts";
import { detectFirewall, type FirewallFormat } from "../../parse/detect.ts";
import { parseFirewalld } from "../../parse/firewalld/parse-firewalld.ts";
import { isIpsetSave } from "../../parse/ipset/read-ipsets.ts";
import { parseIptables } from "../../parse/iptables/parse-iptables.ts";
import { parseListeners } from "../../parse/listeners/parse-listeners.ts";
import { lookAlike } from "../../parse/look-alikes.ts";
import { parseNftables } from "../../parse/nftables/parse-nftables.ts";
import { parseNmap } from "../../parse/nmap/parse-nmap.ts";
import { baseName } from "../../parse/server-files/base-name.ts";
import { formatOfFiles } from "../../parse/server-files/format-of-files.ts";
import { isSshFile } from "../../parse/server-files/is-ssh-file.ts";
import { listKinds } from "../../parse/server-files/list-kinds.ts";
import { type ParserOptions, parserOptions } from "../../parse/server-files/parser-options.ts";
import { type SortedFiles, sortFiles } from "../../parse/server-files/sort-files.ts";
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
import { type ReadFile, readSsh } from "./ssh-files.ts";

const parsers: Readonly<
  Record<FirewallFormat, (texts: Texts, options: ParserOptions) => Exposure>
> = {
  nftables: parseNftables,
  iptables: parseIptables,
  firewalld: parseFirewalld,
  csf: parseCsf,
  apf: parseApf,
  ufw: parseUfw,
  listeners: parseListeners,
  nmap: parseNmap,
};

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
  readonly parseOptions: ParserOptions;
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

function readFiles(
  paths: readonly string[],
  options: GivenFirewallOptions,
  io: Io,
): SortedFiles<ReadFile> {
  if (paths.includes("-") && io.isTypedIn()) {
    io.stderr(
      "cpanel-ports: waiting for a firewall on standard input, up to Ctrl-D; or name its files, or pipe in what nft list ruleset or iptables-save prints\n",
    );
  }
  const all = readAll(paths, options, io);
  const sorted = sortFiles(all, options.from);
  if (sorted.files.length === 0) {
    throw new WrongQuestion(
      `${all.map(({ name }) => name).join(", ")}: this says where SSH listens, not what the firewall lets through; name the files of the firewall, too`,
    );
  }
  return sorted;
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
    listKinds.has(baseName(file.path)) ||
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

function inputsOf(
  files: readonly ReadFile[],
  { from, ...reading }: GivenFirewallOptions,
): FirewallInputs {
  const texts = files.map(({ text }) => text);
  const names = files.map(({ name }) => name);
  const format = formatOf(texts, names, from);
  const paths = files.map(({ path }) => path);
  return { format, texts, names, parseOptions: parserOptions(format, paths, reading) };
}

function formatOf(
  texts: readonly string[],
  names: readonly string[],
  from: FirewallFormat | undefined,
): FirewallFormat {
  const found = formatOfFiles(texts, from);
  if ("format" in found) {
    return found.format;
  }
  if ("mixed" in found) {
    throw new WrongQuestion(
      `${names.join(", ")}: these files mix ${found.mixed.join(" and ")}; audit one firewall at a time`,
    );
  }
  throw new WrongQuestion(
    "lookAlike" in found
      ? `${names[found.lookAlike.index]}: ${found.lookAlike.what}`
      : `${names.join(", ")}: cannot detect the firewall format; specify it with --from ${Object.keys(parsers).join("|")}`,
  );
}
