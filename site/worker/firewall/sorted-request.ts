import type { FirewallFormat } from "cpanel-ports/parse";
import { formatOfFiles } from "../../../src/parse/server-files/format-of-files.ts";
import { mayBeEmpty } from "../../../src/parse/server-files/may-be-empty.ts";
import {
  type ParserOptions,
  parserOptions,
} from "../../../src/parse/server-files/parser-options.ts";
import { sortFiles } from "../../../src/parse/server-files/sort-files.ts";
import { FileProblem } from "./file-problem.ts";
import type { FilesRequest } from "./request.ts";

/** The detected kind of a file. */
export type FileRole = "firewall" | "listeners" | "ssh";

/** Files by kind, with their indices in the request. */
interface Group {
  readonly indices: readonly number[];
  readonly names: readonly string[];
  readonly texts: readonly string[];
}

/** The files of a request, as parsers take them. */
export interface SortedRequest {
  readonly format: FirewallFormat;
  readonly firewall: Group & { readonly options: ParserOptions };
  readonly listeners: Group;
  readonly ssh: Group;
  /** The detected kind of each file of the request. */
  readonly roles: readonly FileRole[];
}

/**
 * Sorts the files of a request by kind, and detects the format of the firewall.
 *
 * @throws {@link FileProblem} if they do not belong to one firewall
 */
export function sortRequest({ files: given, reading }: FilesRequest): SortedRequest {
  const all = given.map(({ name, text }, index) => ({ path: name, text, index }));
  const empty = all.find(({ path, text }) => text.trim() === "" && !mayBeEmpty(path));
  if (empty) {
    throw new FileProblem("it is empty: it says nothing about the firewall", empty.index);
  }
  const { files, beside, ssh } = sortFiles(all, reading.format);
  if (files.length === 0) {
    throw new FileProblem("this only states where SSH listens; add the files of the firewall", 0);
  }
  const firewall = groupOf(files);
  const format = formatOf(firewall, reading.format);
  return {
    format,
    firewall: { ...firewall, options: parserOptions(format, firewall.names, reading) },
    listeners: groupOf(beside),
    ssh: groupOf(ssh),
    roles: all.map((file) =>
      files.includes(file) ? "firewall" : ssh.includes(file) ? "ssh" : "listeners",
    ),
  };
}

function groupOf(
  files: readonly { readonly path: string; readonly text: string; readonly index: number }[],
): Group {
  return {
    indices: files.map(({ index }) => index),
    names: files.map(({ path }) => path),
    texts: files.map(({ text }) => text),
  };
}

function formatOf({ texts, indices }: Group, given: FirewallFormat | undefined): FirewallFormat {
  const found = formatOfFiles(texts, given);
  if ("format" in found) {
    return found.format;
  }
  if ("mixed" in found) {
    throw new FileProblem(
      `these files mix ${found.mixed.join(" and ")}; remove the files of the other firewall`,
      null,
    );
  }
  if ("lookAlike" in found) {
    throw new FileProblem(found.lookAlike.what, indices[found.lookAlike.index] ?? null);
  }
  throw new FileProblem(
    "cannot detect the firewall format; choose it in the options, or paste the output of nft list ruleset or iptables-save",
    indices.length === 1 ? (indices[0] ?? null) : null,
  );
}
