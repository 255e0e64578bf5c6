import {
  type AddressSet,
  allAddresses,
  intersect,
  sameAddresses,
  subtract,
  unite,
} from "../policy/address-set.ts";
import type { Family } from "../policy/network.ts";
import type { PortRange } from "../policy/types.ts";

/** A run of ports, and the other machines between which and these ports connections are meant. */
export interface Strip extends PortRange {
  readonly peers: AddressSet;
}

/**
 * Connections of one direction, family and protocol: strips in ascending order of ports, apart from
 * each other, none without peers.
 */
export type Region = readonly Strip[];

/** Every connection of a family. */
export function everything(family: Family): Region {
  return [{ from: 1, through: 65535, peers: allAddresses[family] }];
}

/** The connections of a region to some ports and some peers, and the others. */
export function split(
  region: Region,
  ports: readonly PortRange[],
  peers: AddressSet,
): { readonly inside: Region; readonly outside: Region } {
  const inside: Strip[] = [];
  const outside: Strip[] = [];
  let j = 0;
  for (const strip of region) {
    let next = strip.from;
    while (j < ports.length && (ports[j] as PortRange).through < next) {
      j++;
    }
    for (let k = j; k < ports.length && (ports[k] as PortRange).from <= strip.through; k++) {
      const from = Math.max((ports[k] as PortRange).from, next);
      const through = Math.min((ports[k] as PortRange).through, strip.through);
      push(outside, next, from - 1, strip.peers);
      push(inside, from, through, intersect(strip.peers, peers));
      push(outside, from, through, subtract(strip.peers, peers));
      next = through + 1;
    }
    push(outside, next, strip.through, strip.peers);
  }
  return { inside, outside };
}

/** The connections that are in either region. */
export function join(a: Region, b: Region): Region {
  if (a.length === 0 || b.length === 0) {
    return a.length === 0 ? b : a;
  }
  const joined: Strip[] = [];
  overlay(a, b, (from, through, left, right) => push(joined, from, through, unite(left, right)));
  return joined;
}

/** The connections that are in any of several regions. */
export function joinAll(regions: readonly Region[]): Region {
  if (regions.length < 2) {
    return regions[0] ?? [];
  }
  const middle = regions.length >> 1;
  return join(joinAll(regions.slice(0, middle)), joinAll(regions.slice(middle)));
}

/** The connections of the first region that are in the second one, and those that are not. */
export function part(a: Region, b: Region): { readonly both: Region; readonly only: Region } {
  const both: Strip[] = [];
  const only: Strip[] = [];
  overlay(a, b, (from, through, left, right) => {
    push(both, from, through, intersect(left, right));
    push(only, from, through, subtract(left, right));
  });
  return { both, only };
}

/** The size of a region, as the work that it makes. */
export function weigh(region: Region): number {
  return region.reduce((sum, { peers }) => sum + 1 + peers.length, 0);
}

/** Calls a function for each run of ports in which neither region changes. */
function overlay(
  a: Region,
  b: Region,
  visit: (from: number, through: number, left: AddressSet, right: AddressSet) => void,
): void {
  let i = 0;
  let j = 0;
  for (let port = 1; port <= 65535; ) {
    while (i < a.length && (a[i] as Strip).through < port) i++;
    while (j < b.length && (b[j] as Strip).through < port) j++;
    const left = peersAt(a[i], port);
    const right = peersAt(b[j], port);
    const through = Math.min(left.through, right.through);
    visit(port, through, left.peers, right.peers);
    port = through + 1;
  }
}

/** The peers of a strip at a port, or none up to where the strip begins. */
function peersAt(strip: Strip | undefined, port: number): { through: number; peers: AddressSet } {
  return strip === undefined
    ? { through: 65535, peers: [] }
    : strip.from > port
      ? { through: strip.from - 1, peers: [] }
      : strip;
}

function push(strips: Strip[], from: number, through: number, peers: AddressSet): void {
  if (from > through || peers.length === 0) {
    return;
  }
  const before = strips.at(-1);
  if (before && before.through === from - 1 && sameAddresses(before.peers, peers)) {
    strips[strips.length - 1] = { from: before.from, through, peers };
  } else {
    strips.push({ from, through, peers });
  }
}
