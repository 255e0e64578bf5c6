import { commandLine } from "../../parts/command-line.ts";
import { fileWords } from "../../parts/firewall-files/file-words.ts";
import { readingFlags } from "../../parts/firewall-files/reading-settings.ts";
import type { AuditSettings } from "./audit-settings.ts";

/** Writes the command that audits the same files. */
export function auditCommand(settings: AuditSettings, names: readonly string[]): string {
  const { version, services, conditions, family, direction, protocol, os, ssh, reading } = settings;
  const flag = (name: string, value: string) => (value === "" ? [] : [`--${name}`, value]);
  return commandLine([
    "audit",
    version,
    ...fileWords(names),
    ...flag("service", services.join(",")),
    ...flag("conditions", conditions.join(",")),
    ...flag("family", family),
    ...flag("direction", direction),
    ...flag("protocol", protocol),
    ...flag("os", os),
    ...flag("replace", ssh === "" ? "" : `ssh=${ssh}`),
    ...readingFlags(reading),
  ]);
}
