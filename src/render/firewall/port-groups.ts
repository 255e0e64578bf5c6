import { networksOf } from "../../net/address-set.ts";
import { allFamilies, remotesOf } from "../../net/remote-addresses.ts";
import type { Direction, Permitted, PortAccess, PortRange, Protocol } from "../../net/types.ts";
import { wholeFamily } from "../../net/whole-family.ts";
import { ascending } from "../../util/ascending.ts";
import { rememberedIfFrozen } from "../../util/remembered-if-frozen.ts";

/** The ports of one protocol that are open to the same remote addresses. */
export interface PortGroup {
  readonly protocol: Protocol;
  /** `any`, or a list that is never empty. */
  readonly sources: PortAccess["sources"];
  /** Ascending, without overlaps. */
  readonly ports: readonly PortRange[];
}

/**
 * Returns the ports that a policy opens in one direction, in the order of every format: TCP before UDP,
 * ports open to all addresses before limited ones. Overlapping ranges are merged.
 */
export function portGroups(policy: Permitted, direction: Direction): readonly PortGroup[] {
  return groupsOf[direction](policy);
}

const groupsOf = {
  inbound: rememberedIfFrozen((policy: Permitted) => makeGroups(policy, "inbound")),
  outbound: rememberedIfFrozen((policy: Permitted) => makeGroups(policy, "outbound")),
};

function makeGroups(policy: Permitted, direction: Direction): readonly PortGroup[] {
  const groups = new Map<
    string,
    { protocol: Protocol; sources: PortAccess["sources"]; ports: PortRange[] }
  >();
  for (const rule of policy.rules) {
    const sources = sourcesOfRule(rule, policy);
    if (rule.direction === direction && sources.length > 0) {
      const key = `${rule.protocol} ${sources === "any" ? "" : sources.join()}`;
      const group = groups.get(key) ?? { protocol: rule.protocol, sources, ports: [] };
      group.ports.push(rule.ports);
      groups.set(key, group);
    }
  }
  return [...groups]
    .sort(([a], [b]) => ascending(a, b))
    .map(([, group]) => ({ ...group, ports: mergeRanges(group.ports) }));
}

/** Returns the allowed sources of a rule as a list without exceptions, which every firewall accepts. */
function sourcesOfRule(rule: PortAccess, { families }: Permitted): PortAccess["sources"] {
  const { sources, except } = rule;
  if (except.length === 0 && (sources !== "any" || families.length === allFamilies.length)) {
    return sources;
  }
  const peers = remotesOf(rule, families);
  return families.flatMap((family) => networksOf(peers[family], family).map(({ text }) => text));
}

/** Whether a source is all addresses of a family. */
export function isWholeFamily(source: string): boolean {
  return allFamilies.some((family) => wholeFamily[family] === source);
}

export function mergeRanges(ranges: readonly PortRange[]): PortRange[] {
  const merged: PortRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && range.from <= last.through) {
      merged[merged.length - 1] = {
        from: last.from,
        through: Math.max(last.through, range.through),
      };
    } else {
      merged.push(range);
    }
  }
  return merged;
}
