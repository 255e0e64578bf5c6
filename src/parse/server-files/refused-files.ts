import { InvalidConfigurationError } from "../../errors.ts";
import type { FirewallFormat } from "../detect.ts";
import { formatNames } from "./firewall-formats.ts";
import type { FormatOfFiles } from "./format-of-files.ts";
import { namesOf } from "./names-of.ts";
import type { ServerFile } from "./server-file.ts";
import type { SortedFiles } from "./sort-files.ts";

/** Returns the error for files whose firewall has no single, supported format. */
export function refusedFiles(
  found: Exclude<FormatOfFiles<ServerFile>, { readonly format: FirewallFormat }>,
  { firewall, ssh }: Pick<SortedFiles<ServerFile>, "firewall" | "ssh">,
): InvalidConfigurationError {
  return new InvalidConfigurationError(problemOf(), firewall, undefined);

  function problemOf(): string {
    if ("lookAlike" in found) {
      return `${found.lookAlike.file.name}: ${found.lookAlike.what}`;
    }
    if ("onlySsh" in found) {
      return `${namesOf(ssh).join(", ")}: only the configuration of sshd; expected also the files of the firewall`;
    }
    const names = namesOf(firewall).join(", ");
    return "mixed" in found
      ? `${names}: these files mix ${found.mixed.join(" and ")}; expected the files of one firewall`
      : `${names}: cannot detect the firewall format; set the option format to one of ${formatNames().join(", ")}`;
  }
}
