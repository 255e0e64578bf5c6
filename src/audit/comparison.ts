import type { PortEntry } from "../dataset/types.ts";
import { openAccess, undeterminedAccess } from "../net/access.ts";
import { covers } from "../net/port-range.ts";
import type { Direction, Family, Protocol } from "../net/types.ts";
import { licenseSystemReaches } from "../policy/license-system-reaches.ts";
import type { Policy, PolicyOrExposure } from "../policy/types.ts";
import { listPorts } from "../query/list-ports.ts";

/** Two policies that are compared, and what is needed to know of them. */
export interface Comparison {
  readonly expected: Policy;
  readonly actual: PolicyOrExposure;
  /** The families that both cover. */
  readonly families: readonly Family[];
  /** The entries of the expected release by port; empty if the policy was not made of a release. */
  readonly entries: ReadonlyMap<number, PortEntry>;
  /** The ports that only the server itself may reach. */
  readonly loopback: ReadonlySet<number>;
  /** Whether cPanel's license system reaches the server, as far as is known. */
  readonly isCalledBack: boolean;
}

/** A direction and a protocol, which are compared apart from others. */
export interface Lane {
  readonly direction: Direction;
  readonly protocol: Protocol;
}

/** Prepares the comparison of an actual policy or exposure with an expected policy. */
export function comparisonOf(expected: Policy, actual: PolicyOrExposure): Comparison {
  const families = expected.families.filter((family) => actual.families.includes(family));
  const { release } = expected;
  const entries = release === null ? [] : listPorts(release);
  const reachable = [
    ...openAccess(actual, "inbound", "tcp", families),
    ...undeterminedAccess(actual, "inbound", "tcp", families),
  ];
  const accessTo = (port: number) =>
    reachable.filter((interval) => covers(interval, port)).map(({ value }) => value);
  return {
    expected,
    actual,
    families,
    entries: new Map(entries.map((entry) => [entry.port, entry])),
    loopback: new Set([
      ...entries.filter(({ scope }) => scope === "loopback").map(({ port }) => port),
      ...expected.loopback.map(({ port }) => port),
    ]),
    isCalledBack: release === null || licenseSystemReaches(release, accessTo, families),
  };
}
