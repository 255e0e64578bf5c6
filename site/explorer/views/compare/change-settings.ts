import type { PlanFormat } from "cpanel-ports/render";
import { planFormats } from "../../../plan-formats.ts";
import { commandLine } from "../../parts/command-line.ts";

/** How to change a firewall. */
export interface ChangeSettings {
  readonly format: PlanFormat;
  readonly close: boolean;
  /** The connection to keep, as typed. */
  readonly keep: string;
  /** The seconds until everything is undone; `null` for never. */
  readonly rollback: number | null;
}

/** Reads from an address how to change a firewall. */
export function readChangeSettings(query: URLSearchParams): ChangeSettings {
  const rollback = query.get("rollback");
  return {
    format: planFormats.find(({ id }) => id === query.get("format"))?.id ?? "nftables",
    close: query.get("close") === "true",
    keep: query.get("keep") ?? "",
    rollback: rollback === null || !/^\d+$/.test(rollback) ? null : Number(rollback),
  };
}

/** Writes for an address how to change a firewall; omits defaults. */
export function changeQuery(
  settings: ChangeSettings,
): Readonly<Record<string, string | undefined>> {
  const { format, close, keep, rollback } = settings;
  return {
    format: format === "nftables" ? undefined : format,
    close: close ? "true" : undefined,
    keep,
    rollback: rollback === null ? undefined : String(rollback),
  };
}

/** Returns the command that prints the same commands. */
export function changesCommand(from: string, to: string, settings: ChangeSettings): string {
  const { format, close, keep, rollback } = settings;
  return commandLine([
    ...["plan", from, to, "--format", format],
    ...(close ? ["--close"] : []),
    ...(keep.trim() === "" ? [] : ["--keep", keep.trim()]),
    ...(rollback === null ? [] : ["--rollback", String(rollback)]),
  ]);
}
