import type { FirewallPlan } from "../../audit/types.ts";
import { widenedPorts } from "../../audit/widened-ports.ts";
import { rangeText } from "../../net/port-range.ts";
import type { Io } from "../io.ts";

/** The most networks that a warning names. */
const most = 5;

/** Warns on standard error of ports that a plan opens to everybody, and that only some may use now. */
export function printWidened(plan: FirewallPlan, io: Io): void {
  for (const { protocol, ports, sources } of widenedPorts(plan)) {
    const [some, networks] =
      sources.length > most
        ? [`${sources.slice(0, most).join(", ")} and ${sources.length - most} more`, "NETWORKS"]
        : [sources.join(", "), sources.join(",")];
    io.stderr(
      `cpanel-ports: warning: ${protocol.toUpperCase()} ${rangeText(ports)} is open to ${some} only, and will be open to everybody; --allow-from ${rangeText(ports)}=${networks} leaves it so\n`,
    );
  }
}
