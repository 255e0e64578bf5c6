import { findingRules } from "../../audit/finding-rules.ts";
import type { FirewallAudit } from "../../audit/types.ts";
import type { Io } from "../io.ts";

/** Warns on standard error about errors that the commands of a plan do not fix, with what to do instead. */
export function printUnfixed({ findings }: FirewallAudit, io: Io): void {
  const byHand = findingRules.filter(({ fix }) => fix === null).map(({ id }) => id);
  for (const { severity, rule, message, advice } of findings) {
    if (severity === "error" && byHand.includes(rule)) {
      io.stderr(
        `cpanel-ports: not fixed by these commands: error ${rule}: ${message}. ${advice}.\n`,
      );
    }
  }
}
