import { deepFreeze } from "../dataset/deep-freeze.ts";
import type { Direction, Protocol } from "../dataset/types.ts";
import {
  type AddressSet,
  allAddresses,
  countAddresses,
  noAddress,
  unite,
} from "../policy/address-set.ts";
import type { Family } from "../policy/network.ts";
import { isNobody, noPeers, type Peers, samePeers, sourcesOf } from "../policy/peers.ts";
import type { Policy, PolicyRule, PortRange, UnknownPorts } from "../policy/types.ts";
import { Budget, evaluate, type Verdict } from "./evaluate.ts";
import type { Notes } from "./notes.ts";
import type { PacketFilter } from "./packet-filter.ts";
import type { Region } from "./region.ts";
import type { ParsedFirewall } from "./types.ts";

/** The label of every rule that is read: a firewall does not say what a port is for. */
export const readLabel = "Open in the firewall";

/** What a firewall lets through, as a policy. */
export function firewallPolicy(
  title: string,
  families: readonly Family[],
  filter: PacketFilter,
  notes: Notes,
): ParsedFirewall {
  const budget = new Budget();
  const parts = (["inbound", "outbound"] as const).map((direction) => {
    const read = (["tcp", "udp"] as const).map((protocol) =>
      readProtocol(direction, protocol, families, filter, budget),
    );
    const isOpen = read.every(({ open }) => open);
    return {
      action: isOpen ? ("accept" as const) : ("drop" as const),
      rules: isOpen ? [] : read.flatMap(({ rules }) => rules),
      unknown: read.flatMap(({ unknown }) => unknown),
    };
  });
  const policy: Policy = {
    title,
    release: null,
    source: null,
    families,
    defaults: { inbound: parts[0]?.action ?? "drop", outbound: parts[1]?.action ?? "drop" },
    rules: parts.flatMap(({ rules }) => rules),
    unknown: parts.flatMap(({ unknown }) => unknown),
    loopback: [],
    warnings: [],
  };
  return deepFreeze({ policy, notes: notes.list() });
}

interface Read {
  /** Whether every port is open to everybody. */
  readonly open: boolean;
  readonly rules: readonly PolicyRule[];
  readonly unknown: readonly UnknownPorts[];
}

/** The ports of a run in which nothing changes. */
interface Run extends PortRange {
  readonly open: Peers;
  readonly unknown: Peers;
  readonly because: readonly string[];
}

function readProtocol(
  direction: Direction,
  protocol: Protocol,
  families: readonly Family[],
  filter: PacketFilter,
  budget: Budget,
): Read {
  const verdicts = new Map(
    families.map((family) => [family, evaluate(filter, direction, family, protocol, budget)]),
  );
  const runs = runsOf(verdicts, budget).map((run) =>
    direction === "outbound" ? withoutFewDestinations(run, families) : run,
  );
  const base = { direction, protocol } as const;
  const rules = merge(
    runs,
    (a, b) => samePeers(a.open, b.open),
    (run) => !isNobody(run.open),
  ).map(({ ports, run }) => ({
    ...base,
    ports,
    ...sourcesOf(run.open, families),
    label: readLabel,
    services: [],
    conditions: [],
  }));
  return {
    open: rules.length === 1 && rules.every(isEverything),
    rules,
    unknown: merge(
      runs,
      (a, b) => samePeers(a.unknown, b.unknown) && a.because.join() === b.because.join(),
      (run) => !isNobody(run.unknown),
    ).map(({ ports, run }) => ({
      ...base,
      ports,
      ...sourcesOf(run.unknown, families),
      because: run.because,
    })),
  };
}

function isEverything({ ports, sources, except }: PolicyRule): boolean {
  return ports.from === 1 && ports.through === 65535 && sources === "any" && except.length === 0;
}

/**
 * A port on which the server reaches a few machines alone: whether they are those that it needs
 * cannot be told, because no page says which they are.
 */
function withoutFewDestinations(run: Run, families: readonly Family[]): Run {
  const few = families.filter((family) => {
    const count = countAddresses(run.open[family]);
    return count > 0n && count * 2n < countAddresses(allAddresses[family]);
  });
  const put = (peers: Peers, value: (family: Family) => AddressSet): Peers => ({
    ...peers,
    ...Object.fromEntries(few.map((family) => [family, value(family)])),
  });
  return few.length === 0
    ? run
    : {
        ...run,
        open: put(run.open, () => noAddress),
        unknown: put(run.unknown, (family) => allAddresses[family]),
        because: [...run.because, "connections go out to some addresses alone"],
      };
}

/** Cuts the ports where any verdict changes. */
function runsOf(verdicts: ReadonlyMap<Family, Verdict>, budget: Budget): readonly Run[] {
  const regions = [...verdicts].flatMap(([family, { open, unknown }]) => [
    { family, region: open, because: undefined },
    ...unknown.map(({ region, doubt }) => ({ family, region, because: doubt.text })),
  ]);
  const cuts = new Set([1]);
  for (const { region } of regions) {
    for (const { from, through } of region) {
      cuts.add(from);
      cuts.add(through + 1);
    }
  }
  cuts.delete(65536);
  const starts = [...cuts].sort((a, b) => a - b);
  budget.spend(starts.length * regions.length);
  const readers = regions.map(({ family, region, because }) => ({
    family,
    because,
    peersAt: reader(region),
  }));
  return starts.map((from, index) => {
    const open: Record<Family, AddressSet> = { ...noPeers };
    const unknown: Record<Family, AddressSet> = { ...noPeers };
    const reasons = new Set<string>();
    for (const { family, because, peersAt } of readers) {
      const peers = peersAt(from);
      if (because === undefined) {
        open[family] = peers;
      } else if (peers.length > 0) {
        unknown[family] = unite(unknown[family], peers);
        reasons.add(because);
      }
    }
    const through = (starts[index + 1] ?? 65536) - 1;
    return { from, through, open, unknown, because: firstFew([...reasons]) };
  });
}

/** Gives the peers of a region at ports that are asked for in ascending order. */
function reader(region: Region): (port: number) => AddressSet {
  let index = 0;
  return (port) => {
    while ((region[index]?.through ?? port) < port) {
      index++;
    }
    const strip = region[index];
    return strip === undefined || strip.from > port ? noAddress : strip.peers;
  };
}

function firstFew(reasons: readonly string[]): readonly string[] {
  return reasons.length > 10
    ? [...reasons.slice(0, 10), `there are ${reasons.length - 10} more reasons`]
    : reasons;
}

/** Makes runs that follow each other one where they are the same, and leaves out those of no use. */
function merge(
  runs: readonly Run[],
  same: (a: Run, b: Run) => boolean,
  keep: (run: Run) => boolean,
): readonly { readonly ports: PortRange; readonly run: Run }[] {
  const merged: { ports: PortRange; run: Run }[] = [];
  for (const run of runs.filter(keep)) {
    const last = merged.at(-1);
    if (last && last.ports.through === run.from - 1 && same(last.run, run)) {
      last.ports = { from: last.ports.from, through: run.through };
    } else {
      merged.push({ ports: { from: run.from, through: run.through }, run });
    }
  }
  return merged;
}
