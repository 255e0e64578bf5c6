import type { Exposure, ListenerExposure, ParseNote } from "../../net/types.ts";
import type { FirewallFormat } from "../detect.ts";
import { parseListeners } from "../listeners/parse-listeners.ts";
import { parseFirewall } from "../parse-firewall.ts";
import { parseSshd } from "../sshd/parse-sshd.ts";
import { formatNamed } from "./firewall-formats.ts";
import { namesOf } from "./names-of.ts";
import type { ServerParts } from "./parsed-server.ts";
import { parserOptions, type ReadingOptions } from "./parser-options.ts";
import type { ServerFile } from "./server-file.ts";
import type { SortedFiles } from "./sort-files.ts";
import { textsOf } from "./texts-of.ts";

/** Runs a function that parses files of one subject; assigns its errors to the files. */
type ParseFiles<File extends ServerFile> = <T extends { readonly notes: readonly ParseNote[] }>(
  files: readonly File[],
  parse: () => T,
) => T;

/**
 * Parses the sorted files of a server: first its firewall, then, if given, what listens, and where SSH does.
 *
 * @param about - runs the parser of each subject
 */
export function parseSorted<File extends ServerFile>(
  { firewall, listeners, ssh }: Pick<SortedFiles<File>, "firewall" | "listeners" | "ssh">,
  { format, ...reading }: ReadingOptions & { readonly format: FirewallFormat },
  about: ParseFiles<File>,
): ServerParts {
  return {
    firewall: about(firewall, () => parseRules(format, firewall, reading)),
    listeners:
      listeners.length > 0 ? about(listeners, () => parseSockets(listeners, reading)) : undefined,
    ssh:
      ssh.length > 0
        ? about(ssh, () => parseSshd(textsOf(ssh), { names: namesOf(ssh) }))
        : undefined,
  };
}

function parseRules(
  format: FirewallFormat,
  files: readonly ServerFile[],
  reading: ReadingOptions,
): Exposure {
  return format === "listeners"
    ? parseSockets(files, reading)
    : parseFirewall(formatNamed(format), textsOf(files), parserOptions(format, files, reading));
}

function parseSockets(files: readonly ServerFile[], reading: ReadingOptions): ListenerExposure {
  return parseListeners(textsOf(files), parserOptions("listeners", files, reading));
}
