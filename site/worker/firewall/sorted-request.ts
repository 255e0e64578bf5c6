import type { FirewallFormat } from "cpanel-ports/parse";
import { mayBeEmpty } from "../../../src/parse/server-files/may-be-empty.ts";
import { type SortedFiles, sortFiles } from "../../../src/parse/server-files/sort-files.ts";
import { FileProblem } from "./file-problem.ts";
import type { FilesRequest } from "./request.ts";

/** The detected kind of a file. */
export type FileRole = "firewall" | "listeners" | "ssh";

/** A file of a request. */
export interface RequestFile {
  readonly name: string;
  readonly text: string;
  /** Its index in the request. */
  readonly index: number;
}

/** The files of a request by kind. */
export interface SortedRequest extends Omit<SortedFiles<RequestFile>, "found"> {
  readonly format: FirewallFormat;
  /** The detected kind of each file of the request. */
  readonly roles: readonly FileRole[];
}

/**
 * Sorts the files of a request by kind, and detects the format of the firewall.
 *
 * @throws {@link FileProblem} if they do not belong to one firewall
 */
export function sortRequest({ files: given, reading }: FilesRequest): SortedRequest {
  const all = given.map(({ name, text }, index) => ({ name, text, index }));
  const empty = all.find(({ name, text }) => text.trim() === "" && !mayBeEmpty(name));
  if (empty) {
    throw new FileProblem("it is empty: it says nothing about the firewall", empty.index);
  }
  const { found, ...sorted } = sortFiles(all, reading.format);
  return {
    ...sorted,
    format: formatIn(found, sorted.firewall),
    roles: all.map((file) =>
      sorted.firewall.includes(file) ? "firewall" : sorted.ssh.includes(file) ? "ssh" : "listeners",
    ),
  };
}

function formatIn(
  found: SortedFiles<RequestFile>["found"],
  files: readonly RequestFile[],
): FirewallFormat {
  if ("format" in found) {
    return found.format;
  }
  if ("onlySsh" in found) {
    throw new FileProblem("this only states where SSH listens; add the files of the firewall", 0);
  }
  if ("mixed" in found) {
    throw new FileProblem(
      `these files mix ${found.mixed.join(" and ")}; remove the files of the other firewall`,
      null,
    );
  }
  if ("lookAlike" in found) {
    throw new FileProblem(found.lookAlike.what, found.lookAlike.file.index);
  }
  const [file, ...others] = files;
  throw new FileProblem(
    "cannot detect the firewall format; choose it in the options, or paste the output of nft list ruleset or iptables-save",
    file !== undefined && others.length === 0 ? file.index : null,
  );
}
