import { detectFirewall, type FirewallFormat } from "../detect.ts";
import { baseName } from "./base-name.ts";
import { type FormatOfFiles, formatOfFiles } from "./format-of-files.ts";
import { isSshFile } from "./is-ssh-file.ts";
import type { ServerFile } from "./server-file.ts";

/** The files of a server, by subject. */
export interface SortedFiles<File extends ServerFile> {
  /** The files of the firewall. */
  readonly firewall: readonly File[];
  /** The format of the firewall's files. */
  readonly found: FormatOfFiles<File>;
  /** The lists of listening sockets, if there are also files of a firewall. */
  readonly listeners: readonly File[];
  /** The files that configure where SSH listens: `sshd_config` before its included files. */
  readonly ssh: readonly File[];
}

/**
 * Sorts the files of a server by subject, and detects the format of its firewall. Lists of listening sockets count as
 * the firewall if there is no other.
 *
 * @param from - the format of the firewall; detected if omitted
 */
export function sortFiles<File extends ServerFile>(
  all: readonly File[],
  from: FirewallFormat | undefined,
): SortedFiles<File> {
  const others = all.filter((file) => !isSshFile(file));
  const isOfListeners = ({ text }: File) => detectFirewall(text) === "listeners";
  const hasRules = from !== "listeners" && !others.every(isOfListeners);
  const firewall = hasRules ? others.filter((file) => !isOfListeners(file)) : others;
  const isIncluded = ({ name }: File) => Number(baseName(name) !== "sshd_config");
  return {
    firewall,
    found: formatOfFiles(firewall, from),
    listeners: others.filter((file) => !firewall.includes(file)),
    ssh: all.filter(isSshFile).sort((a, b) => isIncluded(a) - isIncluded(b)),
  };
}
