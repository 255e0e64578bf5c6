import type { FirewallPlan } from "../../audit/types.ts";
import { widenedPorts } from "../../audit/widened-ports.ts";
import { widenedText } from "../../audit/widened-text.ts";
import { settingsInFlags } from "../in-flags.ts";
import type { Io } from "../io.ts";

/** Warns on standard error about ports that a plan opens to everybody although they are limited now. */
export function printWidened(plan: FirewallPlan, io: Io): void {
  for (const each of widenedPorts(plan)) {
    io.stderr(`cpanel-ports: warning: ${settingsInFlags(widenedText(each))}\n`);
  }
}
