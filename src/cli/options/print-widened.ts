import type { FirewallPlan } from "../../audit/types.ts";
import { allAddresses } from "../../net/address-set.ts";
import { isMostOf } from "../../net/is-most-of.ts";
import { overlaps, rangeText } from "../../net/port-range.ts";
import { remotesOf } from "../../net/remote-addresses.ts";
import type { Family, WhoMay } from "../../net/types.ts";
import type { Io } from "../io.ts";

/** The most networks that a warning names. */
const most = 5;

/** Warns on standard error of ports that a plan opens to everybody, and that only some may use now. */
export function printWidened({ actual, changes }: FirewallPlan, io: Io): void {
  if (actual === null) {
    return;
  }
  const { families, rules } = actual;
  const isForMost = (who: WhoMay, family: Family) =>
    isMostOf(remotesOf(who, families)[family], allAddresses[family]);
  const opened = changes.filter(
    ({ action, direction }) => action === "open" && direction === "inbound",
  );
  for (const { protocol, ports, who } of opened) {
    const sources = rules.find(
      (rule) =>
        rule.direction === "inbound" &&
        rule.protocol === protocol &&
        overlaps(rule.ports, ports) &&
        rule.sources !== "any" &&
        families.some((family) => isForMost(who, family) && !isForMost(rule, family)),
    )?.sources;
    if (Array.isArray(sources)) {
      const [some, networks] =
        sources.length > most
          ? [`${sources.slice(0, most).join(", ")} and ${sources.length - most} more`, "NETWORKS"]
          : [sources.join(", "), sources.join(",")];
      io.stderr(
        `cpanel-ports: warning: ${protocol.toUpperCase()} ${rangeText(ports)} is open to ${some} only, and will be open to everybody; --allow-from ${rangeText(ports)}=${networks} leaves it so\n`,
      );
    }
  }
}
