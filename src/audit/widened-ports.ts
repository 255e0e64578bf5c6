import { allAddresses } from "../net/address-set.ts";
import { isMostOf } from "../net/is-most-of.ts";
import { overlaps } from "../net/port-range.ts";
import { remotesOf } from "../net/remote-addresses.ts";
import type { Family, PortRange, Protocol, WhoMay } from "../net/types.ts";
import type { FirewallPlan } from "./types.ts";

/** Ports that a plan opens to everybody, but that only some addresses may use now. */
export interface WidenedPorts {
  readonly protocol: Protocol;
  readonly ports: PortRange;
  /** The networks that may use them now. */
  readonly sources: readonly string[];
}

/** Returns the ports that a plan opens to everybody, but that only some addresses may use now. */
export function widenedPorts({ actual, changes }: FirewallPlan): readonly WidenedPorts[] {
  if (actual === null) {
    return [];
  }
  const { families, rules } = actual;
  const isForMost = (who: WhoMay, family: Family) =>
    isMostOf(remotesOf(who, families)[family], allAddresses[family]);
  const opened = changes.filter(
    ({ action, direction }) => action === "open" && direction === "inbound",
  );
  return opened.flatMap(({ protocol, ports, who }) => {
    const sources = rules.find(
      (rule) =>
        rule.direction === "inbound" &&
        rule.protocol === protocol &&
        overlaps(rule.ports, ports) &&
        rule.sources !== "any" &&
        families.some((family) => isForMost(who, family) && !isForMost(rule, family)),
    )?.sources;
    return Array.isArray(sources) ? [{ protocol, ports, sources }] : [];
  });
}
