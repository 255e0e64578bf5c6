import type { PlanChange } from "../../src/audit/types.ts";
import { openAccess } from "../../src/net/access.ts";
import { subtract, unite } from "../../src/net/address-set.ts";
import { mergeAdjacent, overlay, type PortInterval } from "../../src/net/port-map.ts";
import { covers } from "../../src/net/port-range.ts";
import {
  combine,
  isNobody,
  noRemotes,
  type RemoteAddresses,
  remotesOf,
  sameRemotes,
  whoMayOf,
} from "../../src/net/remote-addresses.ts";
import type { Direction, Permitted, PortAccess } from "../../src/net/types.ts";
import { labelOf } from "../../src/policy/label-of.ts";

/** Ports that are open after changes, and their label. */
interface OpenPorts extends PortAccess {
  readonly label: string;
}

/** The open ports of a firewall after changes. */
interface After extends Permitted {
  readonly rules: readonly OpenPorts[];
}

/** Returns the open ports of a firewall after changes. */
export function permittedAfter(actual: Permitted, changes: readonly PlanChange[]): After {
  const inbound = directionAfter("inbound", actual, changes);
  const outbound = directionAfter("outbound", actual, changes);
  return {
    title: actual.title,
    families: actual.families,
    defaults: { inbound: inbound.action, outbound: outbound.action },
    rules: [...inbound.rules, ...outbound.rules],
  };
}

function directionAfter(
  direction: Direction,
  actual: Permitted,
  changes: readonly PlanChange[],
): { readonly action: "accept" | "drop"; readonly rules: readonly OpenPorts[] } {
  const { families } = actual;
  const meant = changes.filter((change) => change.direction === direction);
  if (meant.length === 0) {
    return {
      action: actual.defaults[direction],
      rules: actual.rules
        .filter((rule) => rule.direction === direction)
        .map((rule) => ({ ...rule, label: labelOf(rule) })),
    };
  }
  const rules = (["tcp", "udp"] as const).flatMap((protocol): readonly OpenPorts[] => {
    const own = meant.filter((change) => change.protocol === protocol);
    const layers = own.map(({ ports, who }) => [{ ...ports, value: remotesOf(who, families) }]);
    const map = overlay(
      [openAccess(actual, direction, protocol, families), ...layers],
      ({ from, through }, [open = noRemotes, ...others]): PortInterval<RemoteAddresses> => ({
        from,
        through,
        value: others.reduce<RemoteAddresses>(
          (sum, remotes = noRemotes, index) =>
            combine(sum, remotes, own[index]?.action === "open" ? unite : subtract),
          open,
        ),
      }),
    ).filter(({ value }) => !isNobody(value));
    return mergeAdjacent(map, sameRemotes).map(({ from, through, value }) => ({
      direction,
      protocol,
      ports: { from, through },
      ...whoMayOf(value, families),
      label: labelAt(from, actual, own),
    }));
  });
  return { action: "drop", rules };
}

function labelAt(port: number, actual: Permitted, changes: readonly PlanChange[]): string {
  const change = changes.find(({ action, ports }) => action === "open" && covers(ports, port));
  const rule = actual.rules.find(({ ports }) => covers(ports, port));
  return change?.label ?? (rule ? labelOf(rule) : "Open");
}
