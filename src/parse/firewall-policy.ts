import { deepFreeze } from "../dataset/deep-freeze.ts";
import type { Direction, Protocol } from "../dataset/types.ts";
import { type Access, mergeRuns, overlay } from "../policy/access.ts";
import {
  type AddressSet,
  allAddresses,
  countAddresses,
  noAddress,
  unite,
} from "../policy/address-set.ts";
import type { Family } from "../policy/network.ts";
import { combine, isNobody, noPeers, type Peers, samePeers, sourcesOf } from "../policy/peers.ts";
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
  const rules = mergeRuns(
    runs.filter((run) => !isNobody(run.open)),
    (a, b) => samePeers(a.open, b.open),
  ).map(({ from, through, open }) => ({
    ...base,
    ports: { from, through },
    ...sourcesOf(open, families),
    label: readLabel,
    services: [],
    conditions: [],
  }));
  return {
    open: rules.length === 1 && rules.every(isEverything),
    rules,
    unknown: mergeRuns(
      runs.filter((run) => !isNobody(run.unknown)),
      (a, b) => samePeers(a.unknown, b.unknown) && a.because.join() === b.because.join(),
    ).map(({ from, through, unknown, because }) => ({
      ...base,
      ports: { from, through },
      ...sourcesOf(unknown, families),
      because,
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
  const layers = [...verdicts].flatMap(([family, { open, unknown }]) => [
    { because: undefined, runs: layer(open, family) },
    ...unknown.map(({ region, doubt }) => ({
      because: doubt.text,
      runs: layer(region, family),
    })),
  ]);
  budget.spend(layers.length * layers.reduce((sum, { runs }) => sum + runs.length, 0));
  return overlay(
    layers.map(({ runs }) => runs),
    (ports, peers) => {
      const reasons = layers.flatMap(({ because }, index) =>
        because === undefined || isNobody(peers[index] as Peers) ? [] : [because],
      );
      const sum = (isOpen: boolean) =>
        peers
          .filter((_, index) => (layers[index]?.because === undefined) === isOpen)
          .reduce((a, b) => combine(a, b, unite), noPeers);
      return {
        ...ports,
        open: sum(true),
        unknown: sum(false),
        because: firstFew([...new Set(reasons)]),
      };
    },
  );
}

function layer(region: Region, family: Family): readonly Access[] {
  return region.map(({ from, through, peers }) => ({
    from,
    through,
    peers: { ...noPeers, [family]: peers },
  }));
}

function firstFew(reasons: readonly string[]): readonly string[] {
  return reasons.length > 10
    ? [...reasons.slice(0, 10), `there are ${reasons.length - 10} more reasons`]
    : reasons;
}
