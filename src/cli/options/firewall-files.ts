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
import { mayBeEmpty } from "../../parse/server-files/may-be-empty.ts";
import {
  ignoredOptions,
  type ParserOptions,
  parserOptions,
} from "../../parse/server-files/parser-options.ts";
import { type SortedFiles, sortFiles } from "../../parse/server-files/sort-files.ts";
import type { Texts } from "../../parse/types.ts";
import { parseUfw } from "../../parse/ufw/parse-ufw.ts";
import { visible } from "../../render/formats/escape/visible.ts";
import * as limits from "../../util/limits.ts";
import { aboutInputs } from "../about-inputs.ts";
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

/** The values of the options that {@link addFirewallOptions} adds. */
export interface GivenFirewallOptions {
  readonly from?: FirewallFormat;
  readonly interface?: string | undefined;
  readonly host?: string;
}

/** Adds the options for reading firewall files. */
export function addFirewallOptions(command: Command): Command {
  return command
    .addOption(
      choiceOption(
        "--from <format>",
        "format of the files; detected if omitted",
        Object.keys(parsers),
      ),
    )
    .option("--interface <name>", "network interface that the connections use, such as eth0")
    .option("--host <address>", "host to read from an nmap scan of several hosts: address or name");
}

/** The inputs of a parser. */
interface FirewallInputs {
  readonly format: FirewallFormat;
  readonly texts: readonly string[];
  /** The names of the files, for messages. */
  readonly names: readonly string[];
  readonly parseOptions: ParserOptions;
}

/** The result of reading the files of a server. */
export interface ReadServer {
  readonly exposure: Exposure;
  /** The files of the firewall, in the order of its inputs. */
  readonly files: readonly ReadFile[];
  /** The listeners; `undefined` without a file that lists them. */
  readonly listeners: ListenerExposure | undefined;
  /** The addresses and ports of SSH; `undefined` without a configuration of sshd. */
  readonly ssh: SshListeners | undefined;
}

/**
 * Reads the files of a server, as {@link readServer} does, and prints the notes of the parser on standard error.
 *
 * @throws {@link WrongQuestion} if a file cannot be read, or the format cannot be detected
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
 * Reads the files of a firewall for its parser; files about listeners and SSH are skipped with a message.
 *
 * @throws {@link WrongQuestion} if a file cannot be read, or the format cannot be detected
 */
export function readFirewallInputs(
  paths: readonly string[],
  options: GivenFirewallOptions,
  io: Io,
): FirewallInputs {
  const { files, beside, ssh } = readFiles(paths, options, io);
  for (const { name } of [...beside, ...ssh]) {
    io.stderr(
      `cpanel-ports: ${visible(name)}: not read: a check uses only the rules of the firewall\n`,
    );
  }
  return inputsOf(files, options, io);
}

/**
 * Reads the files of a server: its firewall, and, if given, its listeners and its configuration of sshd.
 *
 * @throws {@link WrongQuestion} if a file cannot be read, or the format cannot be detected
 */
export function readServer(
  paths: readonly string[],
  options: GivenFirewallOptions,
  io: Io,
): ReadServer {
  const { files, beside, ssh } = readFiles(paths, options, io);
  const { format, texts, names, parseOptions } = inputsOf(files, options, io);
  return {
    exposure: aboutInputs(names, () => parsers[format](texts, parseOptions)),
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
      "cpanel-ports: reading a firewall from standard input until Ctrl-D; you can also name its files, or pipe in the output of nft list ruleset or iptables-save\n",
    );
  }
  const all = readAll(paths, options, io);
  const sorted = sortFiles(all, options.from);
  if (sorted.files.length === 0) {
    throw new WrongQuestion(
      `${all.map(({ name }) => name).join(", ")}: only the configuration of sshd; also give the files of the firewall`,
    );
  }
  return sorted;
}

/** Reads files and the files of a directory. */
function readAll(
  paths: readonly string[],
  { from }: GivenFirewallOptions,
  io: Io,
): readonly ReadFile[] {
  const found = paths.map((path) => ({ path, files: filesOfDirectory(path, io) }));
  const directories = found.flatMap(({ path, files }) => (files ? [path] : []));
  if (directories.length > 1) {
    throw new WrongQuestion(
      `${directories.join(", ")}: each directory is a server; give one directory`,
    );
  }
  const all = found
    .flatMap(({ path, files = [path] }) => files)
    .map((path) => ({ path, name: fileName(path), text: readText(path, io, limits.listLength) }));
  const empty = all.find(({ path, text }) => text.trim() === "" && !mayBeEmpty(path));
  if (empty !== undefined) {
    const hint = empty.path === "-" ? "; nft prints nothing without rules or without root" : "";
    throw new WrongQuestion(`${empty.name} is empty: it says nothing about the firewall${hint}`);
  }
  const listed = found.flatMap(({ files = [] }) => files);
  const other = all.find((file) => listed.includes(file.path) && !isServerFile(file));
  if (from === undefined && other !== undefined) {
    const what = lookAlike(other.text) ?? "not recognized as a firewall file";
    throw new WrongQuestion(
      `${other.name}: ${what}; remove it from the directory, or name the files to read`,
    );
  }
  return all;
}

/** Returns whether a file found in a directory is recognized as part of a server. */
function isServerFile(file: ReadFile): boolean {
  return (
    detectFirewall(file.text) !== undefined ||
    listKinds.has(baseName(file.path)) ||
    isIpsetSave(file.text) ||
    isSshFile(file)
  );
}

/** Reads the listeners of a server and prints the notes of the parser on standard error. */
function readListeners(files: readonly ReadFile[], io: Io): ListenerExposure {
  const names = files.map(({ name }) => name);
  const listeners = aboutInputs(names, () => parseListeners(files.map(({ text }) => text)));
  printNotes(listeners.notes, names, io);
  return listeners;
}

function inputsOf(
  files: readonly ReadFile[],
  { from, ...reading }: GivenFirewallOptions,
  io: Io,
): FirewallInputs {
  const texts = files.map(({ text }) => text);
  const names = files.map(({ name }) => name);
  const format = formatOf(texts, names, from);
  for (const name of ignoredOptions(format, reading)) {
    io.stderr(`cpanel-ports: --${name} is ignored: it does not apply to ${format}\n`);
  }
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
