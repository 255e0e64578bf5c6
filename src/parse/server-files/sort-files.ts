import { detectFirewall, type FirewallFormat } from "../detect.ts";
import { baseName } from "./base-name.ts";
import { isSshFile } from "./is-ssh-file.ts";
import type { ServerFile } from "./server-file.ts";

/** The files of a server, by what they are about. */
export interface SortedFiles<File extends ServerFile> {
  /** Those of the firewall. */
  readonly files: readonly File[];
  /** What listens, beside them. */
  readonly beside: readonly File[];
  /** Where SSH listens: `sshd_config` before what it includes. */
  readonly ssh: readonly File[];
}

/**
 * Sorts the files of a server by what they are about. What listens is the firewall where there is no other.
 *
 * @param from - the format of the firewall, if it is not to be detected
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
