import { detectFirewall, type FirewallFormat } from "../detect.ts";
import { baseName } from "./base-name.ts";
import { isSshFile } from "./is-ssh-file.ts";
import type { ServerFile } from "./server-file.ts";

/** The files of a server, by subject. */
export interface SortedFiles<File extends ServerFile> {
  /** The files of the firewall. */
  readonly files: readonly File[];
  /** The lists of listening sockets, if there are also files of a firewall. */
  readonly beside: readonly File[];
  /** The files that configure where SSH listens: `sshd_config` before its included files. */
  readonly ssh: readonly File[];
}

/**
 * Sorts the files of a server by subject. Lists of listening sockets count as the firewall if there is no
 * other.
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
  const files = hasRules ? others.filter((file) => !isOfListeners(file)) : others;
  const isIncluded = ({ path }: File) => Number(baseName(path) !== "sshd_config");
  return {
    files,
    beside: others.filter((file) => !files.includes(file)),
    ssh: all.filter(isSshFile).sort((a, b) => isIncluded(a) - isIncluded(b)),
  };
}
