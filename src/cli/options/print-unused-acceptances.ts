import type { FirewallAudit } from "../../audit/types.ts";
import { visible } from "../../render/formats/escape/visible.ts";
import type { Io } from "../io.ts";

/** Prints, on standard error, the acceptances that apply to no finding of any audit. */
export function printUnusedAcceptances(audits: readonly FirewallAudit[], io: Io): void {
  const unused = audits.map(
    ({ unusedAcceptances }) =>
      new Set(
        unusedAcceptances.map(
          ({ rule, ports, reason }) => `${[rule, ...(ports ?? [])].join(" ")} (${reason})`,
        ),
      ),
  );
  const [first = new Set<string>(), ...others] = unused;
  for (const text of first) {
    if (others.every((each) => each.has(text))) {
      io.stderr(`cpanel-ports: accepted, but not found: ${visible(text)}\n`);
    }
  }
}
