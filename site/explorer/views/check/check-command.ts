import { commandLine } from "../../parts/command-line.ts";
import { fileWords } from "../../parts/firewall-files/file-words.ts";
import { readingFlags } from "../../parts/firewall-files/reading-settings.ts";
import type { CheckSettings } from "./check-settings.ts";

/**
 * Writes the command that checks the same connection; `null` for an outbound connection without an
 * address, which the command does not accept.
 */
export function checkCommand(
  { port, protocol, direction, address, reading }: CheckSettings,
  names: readonly string[],
): string | null {
  if (direction === "outbound" && address === "") {
    return null;
  }
  return commandLine([
    "check",
    ...fileWords(names),
    "--port",
    protocol === "tcp" ? port : `${port}/${protocol}`,
    ...(address === "" ? [] : [direction === "inbound" ? "--source" : "--destination", address]),
    ...readingFlags(reading),
  ]);
}
