import type { Direction, Protocol } from "../dataset/types.ts";
import { unite } from "../net/address-set.ts";
import type { Family } from "../net/network.ts";
import { combine, noPeers, type Peers, peersOf, samePeers } from "../net/remote-addresses.ts";
import type { Policy, PolicyRule, PortRange } from "./types.ts";

/** Ports in which nothing changes, and the machines for which something holds. */
export interface Access extends PortRange {
  readonly peers: Peers;
}

/**
 * Who may use which ports, as runs in ascending order that do not overlap; ports that nobody may use
 * are in none of them.
 */
export function openAccess(
  policy: Policy,
  direction: Direction,
  protocol: Protocol,
  families: readonly Family[],
): readonly Access[] {
  return policy.defaults[direction] === "accept"
    ? [{ from: 1, through: 65535, peers: peersOf({ sources: "any", except: [] }, families) }]
    : accessOf(policy.rules, direction, protocol, families);
}

/** For whom it is not known whether they may use which ports, in the same form. */
export function unknownAccess(
  policy: Policy,
  direction: Direction,
  protocol: Protocol,
  families: readonly Family[],
): readonly Access[] {
  return accessOf(policy.unknown, direction, protocol, families);
}

/** Cuts the ports at every end of a run, and calls a function for each piece with the peers of each. */
export function overlay<T>(
  layers: readonly (readonly Access[])[],
  visit: (ports: PortRange, peers: readonly Peers[]) => T,
): readonly T[] {
  const starts = new Set([1]);
  for (const { from, through } of layers.flat()) {
    starts.add(from);
    starts.add(through + 1);
  }
  starts.delete(65536);
  const sorted = [...starts].sort((a, b) => a - b);
  const positions = layers.map(() => 0);
  return sorted.map((from, index) => {
    const peers = layers.map((layer, which) => {
      let at = positions[which] as number;
      while ((layer[at]?.through ?? from) < from) {
        at++;
      }
      positions[which] = at;
      const run = layer[at];
      return run === undefined || run.from > from ? noPeers : run.peers;
    });
    return visit({ from, through: (sorted[index + 1] ?? 65536) - 1 }, peers);
  });
}

/** Makes runs that touch and are alike one. */
export function mergeRuns<T extends PortRange>(
  runs: readonly T[],
  alike: (a: T, b: T) => boolean,
): readonly T[] {
  const merged: T[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (last && last.through + 1 === run.from && alike(last, run)) {
      merged[merged.length - 1] = { ...last, through: run.through };
    } else {
      merged.push(run);
    }
  }
  return merged;
}

function accessOf(
  rules: readonly Pick<PolicyRule, "direction" | "except" | "ports" | "protocol" | "sources">[],
  direction: Direction,
  protocol: Protocol,
  families: readonly Family[],
): readonly Access[] {
  const meant = rules
    .filter((rule) => rule.direction === direction && rule.protocol === protocol)
    .map((rule) => ({ ...rule.ports, peers: peersOf(rule, families) }));
  const isApart = meant.every(({ from }, index) => from > (meant[index - 1]?.through ?? 0));
  const layers = isApart ? [meant] : meant.map((run) => [run]);
  const runs = overlay(layers, (ports, peers) => ({
    ...ports,
    peers: peers.reduce((sum, each) => combine(sum, each, unite), noPeers),
  })).filter(({ peers }) => peers.ipv4.length > 0 || peers.ipv6.length > 0);
  return mergeRuns(runs, (a, b) => samePeers(a.peers, b.peers));
}
