import type { FirewallPlan } from "../../audit/types.ts";
import { widenedPorts } from "../../audit/widened-ports.ts";
import { rangeText } from "../../net/port-range.ts";
import type { Io } from "../io.ts";

/** The maximum number of networks that a warning names. */
const most = 5;

/** Warns on standard error about ports that a plan opens to everybody although they are limited now. */
export function printWidened(plan: FirewallPlan, io: Io): void {
  for (const { protocol, ports, sources } of widenedPorts(plan)) {
    const [some, networks] =
      sources.length > most
        ? [`${sources.slice(0, most).join(", ")} and ${sources.length - most} more`, "NETWORKS"]
        : [sources.join(", "), sources.join(",")];
    io.stderr(
      `cpanel-ports: warning: ${protocol.toUpperCase()} ${rangeText(ports)} is now open only to ${some}, and will be open to everybody; to keep the limit, add --allow-from ${rangeText(ports)}=${networks}\n`,
    );
  }
}
