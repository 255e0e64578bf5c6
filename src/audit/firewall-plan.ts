import type { ReleaseNumber, ServiceId } from "../dataset/generated.ts";
import type { Condition, Direction, PortEntry, Protocol } from "../dataset/types.ts";
import { intersect, subtract, unite } from "../net/address-set.ts";
import { covers } from "../net/port-range.ts";
import {
  combine,
  isNobody,
  noPeers,
  peersOf,
  samePeers,
  sourcesOf,
} from "../net/remote-addresses.ts";
import { type Access, mergeRuns, openAccess, overlay, unknownAccess } from "../policy/access.ts";
import type { Policy, PolicyRule, PortRange } from "../policy/types.ts";
import type { PolicyFinding, WhoMay } from "./compare-policies.ts";

/** Ports to open or to close. */
export interface PlanChange {
  readonly action: "close" | "open";
  readonly direction: Direction;
  readonly protocol: Protocol;
  readonly ports: PortRange;
  /** To whom to open the ports, or to whom to close them. */
  readonly who: WhoMay;
  /** What the ports are for. */
  readonly label: string;
  readonly services: readonly ServiceId[];
  /** What must hold on the server for the ports to be used at all. */
  readonly conditions: readonly Condition[];
  /** The entry of the port in the release that has it; `null` where none has. */
  readonly entry: PortEntry | null;
  /** Why, in sentences. */
  readonly reason: string;
}

/** What to change so that a firewall fits a release. */
export interface FirewallPlan {
  readonly title: string;
  /** The release before an upgrade; `null` where there is none. */
  readonly from: ReleaseNumber | null;
  readonly to: ReleaseNumber;
  /** In the order of directions, protocols and ports. */
  readonly changes: readonly PlanChange[];
  /** The changes of which it is not known whether they are needed, because the firewall does not tell. */
  readonly unknown: readonly PlanChange[];
  /** The firewall that is to be changed; `null` where none was given. */
  readonly actual: Policy | null;
}

/** The change that a difference calls for. */
export function changeOf(finding: PolicyFinding, reason: string): PlanChange {
  const { kind, direction, protocol, ports, difference, label, services, conditions, entry } =
    finding;
  return {
    action: kind === "missing" || kind === "narrower" ? "open" : "close",
    direction,
    protocol,
    ports,
    who: difference,
    label,
    services,
    conditions,
    entry,
    reason,
  };
}

/** The parts of changes that a firewall needs, and those of which it does not tell. */
export function neededChanges(
  changes: readonly PlanChange[],
  actual: Policy,
): Pick<FirewallPlan, "changes" | "unknown"> {
  const { families } = actual;
  const parts = (isKnown: boolean) =>
    changes.flatMap((change) => {
      const { action, direction, protocol, ports, who } = change;
      const wanted: readonly Access[] = [{ ...ports, peers: peersOf(who, families) }];
      const runs = overlay(
        [
          wanted,
          openAccess(actual, direction, protocol, families),
          unknownAccess(actual, direction, protocol, families),
        ],
        (range, [peers = noPeers, open = noPeers, unclear = noPeers]) => {
          const needed =
            action === "close"
              ? combine(peers, open, intersect)
              : combine(combine(peers, open, subtract), unclear, subtract);
          return { ...range, peers: isKnown ? needed : combine(peers, unclear, intersect) };
        },
      ).filter(({ peers }) => !isNobody(peers));
      return runs.map(({ from, through, peers }) => ({
        ...change,
        ports: { from, through },
        who: sourcesOf(peers, families),
      }));
    });
  return { changes: parts(true), unknown: parts(false) };
}

/** What a firewall lets through once changes are made. */
export function policyAfter(actual: Policy, changes: readonly PlanChange[]): Policy {
  const { families } = actual;
  const part = (direction: Direction) => {
    const isMeant = (change: PlanChange) => change.direction === direction;
    if (!changes.some(isMeant)) {
      return {
        action: actual.defaults[direction],
        rules: actual.rules.filter((rule) => rule.direction === direction),
      };
    }
    const rules = (["tcp", "udp"] as const).flatMap((protocol): readonly PolicyRule[] => {
      const own = changes.filter((change) => isMeant(change) && change.protocol === protocol);
      const layers = own.map(({ ports, who }) => [{ ...ports, peers: peersOf(who, families) }]);
      const runs = overlay(
        [openAccess(actual, direction, protocol, families), ...layers],
        (range, [open = noPeers, ...others]) => ({
          ...range,
          peers: others.reduce(
            (sum, peers, index) =>
              combine(sum, peers, own[index]?.action === "open" ? unite : subtract),
            open,
          ),
        }),
      ).filter(({ peers }) => !isNobody(peers));
      return mergeRuns(runs, (a, b) => samePeers(a.peers, b.peers)).map(
        ({ from, through, peers }) => ({
          direction,
          protocol,
          ports: { from, through },
          ...sourcesOf(peers, families),
          label: labelAt(from, actual, own),
          services: [],
          conditions: [],
        }),
      );
    });
    return { action: "drop" as const, rules };
  };
  const inbound = part("inbound");
  const outbound = part("outbound");
  return {
    ...actual,
    defaults: { inbound: inbound.action, outbound: outbound.action },
    rules: [...inbound.rules, ...outbound.rules],
  };
}

function labelAt(port: number, actual: Policy, changes: readonly PlanChange[]): string {
  const change = changes.find(({ action, ports }) => action === "open" && covers(ports, port));
  const rule = actual.rules.find(({ ports }) => covers(ports, port));
  return [change?.label, rule?.label, "Open"].find((label) => label !== undefined) as string;
}
