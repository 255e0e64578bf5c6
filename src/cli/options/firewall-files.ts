import type { Command } from "commander";
import { detectFirewall, type FirewallFormat } from "../../parse/detect.ts";
import { isIpsetSave } from "../../parse/ipset/read-ipsets.ts";
import { lookAlike } from "../../parse/look-alikes.ts";
import { baseName } from "../../parse/server-files/base-name.ts";
import { formatNames } from "../../parse/server-files/firewall-formats.ts";
import { isSshFile } from "../../parse/server-files/is-ssh-file.ts";
import { listKinds } from "../../parse/server-files/list-kinds.ts";
import { mayBeEmpty } from "../../parse/server-files/may-be-empty.ts";
import { namesOf } from "../../parse/server-files/names-of.ts";
import { parseSorted } from "../../parse/server-files/parse-sorted.ts";
import type { ServerParts } from "../../parse/server-files/parsed-server.ts";
import {
  ignoredOptions,
  type ParserOptions,
  parserOptions,
  type ReadingOptions,
} from "../../parse/server-files/parser-options.ts";
import type { ServerFile } from "../../parse/server-files/server-file.ts";
import { type SortedFiles, sortFiles } from "../../parse/server-files/sort-files.ts";
import { textsOf } from "../../parse/server-files/texts-of.ts";
import { visible } from "../../render/formats/escape/visible.ts";
import * as limits from "../../util/limits.ts";
import { aboutInputs } from "../about-inputs.ts";
import type { Io } from "../io.ts";
import { fileName, readText } from "../read-file.ts";
import { WrongQuestion } from "../wrong-question.ts";
import { choiceOption } from "./choice.ts";
import { printNotes } from "./print-notes.ts";
import { printSshPorts } from "./print-ssh-ports.ts";
import { filesOfDirectory } from "./server-directory.ts";

/** A file that was read. Its name is also used in messages. */
export interface ReadFile extends ServerFile {
  /** Its path as given; `-` for standard input. */
  readonly path: string;
}

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
      choiceOption("--from <format>", "format of the files; detected if omitted", formatNames()),
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
export interface ReadServer extends ServerParts {
  /** The files of the firewall, in the order of its inputs. */
  readonly files: readonly ReadFile[];
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
  printNotes(server.firewall.notes, namesOf(server.files), io);
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
  const sorted = readFiles(paths, options, io);
  const { firewall, listeners, ssh } = sorted;
  for (const { name } of [...listeners, ...ssh]) {
    io.stderr(
      `cpanel-ports: ${visible(name)}: not read: a check uses only the rules of the firewall\n`,
    );
  }
  const { format, ...reading } = readingOf(sorted, options, io);
  return {
    format,
    texts: textsOf(firewall),
    names: namesOf(firewall),
    parseOptions: parserOptions(format, firewall, reading),
  };
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
  const sorted = readFiles(paths, options, io);
  const { firewall, ssh } = sorted;
  const parts = parseSorted(sorted, readingOf(sorted, options, io), (files, parse) => {
    const names = namesOf(files);
    const parsed = aboutInputs(names, parse);
    if (files !== firewall) {
      printNotes(parsed.notes, names, io);
    }
    return parsed;
  });
  const [sshd] = ssh;
  if (parts.ssh !== undefined && sshd !== undefined) {
    printSshPorts(parts.ssh, sshd, io);
  }
  return { files: firewall, ...parts };
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
  if ("onlySsh" in sorted.found) {
    throw new WrongQuestion(
      `${namesOf(all).join(", ")}: only the configuration of sshd; also give the files of the firewall`,
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
    listKinds.has(baseName(file.name)) ||
    isIpsetSave(file.text) ||
    isSshFile(file)
  );
}

/** Returns how to parse the files of a firewall, and reports the options that do not apply to its format. */
function readingOf(
  { found, firewall }: SortedFiles<ReadFile>,
  { interface: device, host }: GivenFirewallOptions,
  io: Io,
): ReadingOptions & { readonly format: FirewallFormat } {
  const names = namesOf(firewall).join(", ");
  if ("mixed" in found) {
    throw new WrongQuestion(
      `${names}: these files mix ${found.mixed.join(" and ")}; audit one firewall at a time`,
    );
  }
  if (!("format" in found)) {
    throw new WrongQuestion(
      "lookAlike" in found
        ? `${found.lookAlike.file.name}: ${found.lookAlike.what}`
        : `${names}: cannot detect the firewall format; specify it with --from ${formatNames().join("|")}`,
    );
  }
  const { format } = found;
  const reading = { interface: device, host };
  for (const name of ignoredOptions(format, reading)) {
    io.stderr(`cpanel-ports: --${name} is ignored: it does not apply to ${format}\n`);
  }
  return { format, ...reading };
}
