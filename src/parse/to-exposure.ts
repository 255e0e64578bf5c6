import type { Direction, Protocol } from "../dataset/types.ts";
import {
  type AddressSet,
  allAddresses,
  countAddresses,
  noAddress,
  unite,
} from "../net/address-set.ts";
import type { Family } from "../net/network.ts";
import { isNobody, noPeers, type Peers, samePeers, sourcesOf } from "../net/remote-addresses.ts";
import { Budget } from "../packet-filter/budget.ts";
import { evaluate, type Verdict } from "../packet-filter/evaluate.ts";
import type { PacketFilter } from "../packet-filter/model.ts";
import type { Strip } from "../packet-filter/packet-set.ts";
import { mergeRuns } from "../policy/access.ts";
import type { Policy, PolicyRule, PortRange, UnknownPorts } from "../policy/types.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import type { Notes } from "./notes.ts";
import type { ParsedFirewall } from "./types.ts";

/** The label of every rule that is read: a firewall does not say what a port is for. */
const readLabel = "Open in the firewall";

/** What a firewall lets through, as a policy. */
export function firewallPolicy(
  title: string,
  families: readonly Family[],
  filter: PacketFilter,
  notes: Notes,
): ParsedFirewall {
  const budget = new Budget();
  const partOf = (direction: Direction) => {
    const read = (["tcp", "udp"] as const).map((protocol) =>
      readProtocol(direction, protocol, families, filter, budget),
    );
    if (read.some(({ isWithoutAnswers }) => isWithoutAnswers)) {
      notes.of(0).add("warning", null, withoutAnswers[direction]);
    }
    const isOpen = read.every(({ open }) => open);
    return {
      action: isOpen ? ("accept" as const) : ("drop" as const),
      rules: isOpen ? [] : read.flatMap(({ rules }) => rules),
      unknown: read.flatMap(({ unknown }) => unknown),
    };
  };
  const inbound = partOf("inbound");
  const outbound = partOf("outbound");
  const policy: Policy = {
    title,
    release: null,
    source: null,
    families,
    defaults: { inbound: inbound.action, outbound: outbound.action },
    rules: [...inbound.rules, ...outbound.rules],
    unknown: [...inbound.unknown, ...outbound.unknown],
    loopback: [],
    warnings: [],
  };
  return deepFreeze({ policy, notes: notes.list() });
}

const withoutAnswers: Readonly<Record<Direction, string>> = {
  inbound:
    "nothing lets out the answers to all that comes in, as a rule for established connections would",
  outbound:
    "nothing lets in the answers to all that goes out, as a rule for established connections would",
};

interface Read {
  readonly isWithoutAnswers: boolean;
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
  const runs =
    direction === "outbound"
      ? withoutFewDestinations(runsOf(verdicts, budget), families)
      : runsOf(verdicts, budget);
  const base = { direction, protocol } as const;
  const sources = sourcesFor(families);
  const rules = mergeRuns(
    runs.filter((run) => !isNobody(run.open)),
    (a, b) => samePeers(a.open, b.open),
  ).map(({ from, through, open }) => ({
    ...base,
    ports: { from, through },
    ...sources(open),
    label: readLabel,
    services: [],
    conditions: [],
  }));
  return {
    isWithoutAnswers: [...verdicts.values()].some((each) => each.isWithoutAnswers),
    open: rules.length === 1 && rules.every(isEverything),
    rules,
    unknown: mergeRuns(
      runs.filter((run) => !isNobody(run.unknown)),
      (a, b) => samePeers(a.unknown, b.unknown) && a.because.join() === b.because.join(),
    ).map(({ from, through, unknown, because }) => ({
      ...base,
      ports: { from, through },
      ...sources(unknown),
      because,
    })),
  };
}

function isEverything({ ports, sources, except }: PolicyRule): boolean {
  return ports.from === 1 && ports.through === 65535 && sources === "any" && except.length === 0;
}

/** Gives the sources for peers; those of a run are often those of the run before. */
function sourcesFor(families: readonly Family[]): (peers: Peers) => ReturnType<typeof sourcesOf> {
  let last: { peers: Peers; sources: ReturnType<typeof sourcesOf> } | undefined;
  return (peers) => {
    const sources =
      last && samePeers(last.peers, peers) ? last.sources : sourcesOf(peers, families);
    last = { peers, sources };
    return sources;
  };
}

/**
 * Ports on which the server reaches a few machines alone: whether they are those that it needs
 * cannot be told, because no page says which they are.
 */
function withoutFewDestinations(runs: readonly Run[], families: readonly Family[]): readonly Run[] {
  const counts = new Map<AddressSet, bigint>();
  const isFew = (set: AddressSet, family: Family) => {
    const count = counts.get(set) ?? countAddresses(set);
    counts.set(set, count);
    return count > 0n && count * 2n < countAddresses(allAddresses[family]);
  };
  return runs.map((run) => {
    const few = families.filter((family) => isFew(run.open[family], family));
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
  });
}

/** A strip of a verdict, and why it is not known; `undefined` for one that is open. */
interface Layer extends Strip {
  readonly family: Family;
  readonly because: string | undefined;
  readonly rank: number;
}

/** Cuts the ports where any verdict changes. */
function runsOf(verdicts: ReadonlyMap<Family, Verdict>, budget: Budget): readonly Run[] {
  const layers = layersOf(verdicts);
  const starts = new Set([1]);
  for (const { from, through } of layers) {
    starts.add(from);
    starts.add(through + 1);
  }
  starts.delete(65536);
  const sorted = [...starts].sort((a, b) => a - b);
  let next = 0;
  let here: Layer[] = [];
  return sorted.map((from, index) => {
    here = here.filter(({ through }) => through >= from);
    for (; layers[next]?.from === from; next++) {
      here.push(layers[next] as Layer);
    }
    here.sort((a, b) => a.rank - b.rank);
    budget.spend(here.length);
    return runOf({ from, through: (sorted[index + 1] ?? 65536) - 1 }, here, budget);
  });
}

/** The strips of all verdicts by the ports where they begin. */
function layersOf(verdicts: ReadonlyMap<Family, Verdict>): readonly Layer[] {
  const layers: Layer[] = [];
  for (const [family, { open, unknown }] of verdicts) {
    for (const { region, because } of [
      { region: open, because: undefined },
      ...unknown.map(({ region, doubt }) => ({ region, because: doubt.text })),
    ]) {
      for (const strip of region) {
        layers.push({ ...strip, family, because, rank: layers.length });
      }
    }
  }
  return layers.sort((a, b) => a.from - b.from);
}

function runOf(ports: PortRange, layers: readonly Layer[], budget: Budget): Run {
  const open: Record<Family, AddressSet> = { ...noPeers };
  const unknown: Record<Family, AddressSet> = { ...noPeers };
  const reasons: string[] = [];
  for (const { family, peers, because } of layers) {
    if (because === undefined) {
      open[family] = peers;
    } else {
      budget.spend(unknown[family].length + peers.length);
      unknown[family] = unite(unknown[family], peers);
      reasons.push(because);
    }
  }
  return { ...ports, open, unknown, because: firstFew([...new Set(reasons)]) };
}

function firstFew(reasons: readonly string[]): readonly string[] {
  return reasons.length > 10
    ? [...reasons.slice(0, 10), `there are ${reasons.length - 10} more reasons`]
    : reasons;
}
