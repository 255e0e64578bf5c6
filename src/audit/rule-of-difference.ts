import type { PortEntry } from "../dataset/types.ts";
import { openAccess } from "../net/access.ts";
import { allAddresses, subtract } from "../net/address-set.ts";
import { isMostOf } from "../net/is-most-of.ts";
import { covers } from "../net/port-range.ts";
import type { RemoteAddresses } from "../net/remote-addresses.ts";
import type { Family, Protocol } from "../net/types.ts";
import { outboundNeeds } from "../policy/outbound-needs.ts";
import { yieldsToTwin } from "../policy/yields-to-twin.ts";
import { getLicenseCallback } from "../query/get-license-callback.ts";
import type { Comparison, Lane } from "./comparison.ts";
import { conditionsOf, type Difference } from "./differences.ts";
import type { FindingRule } from "./finding-rules.ts";

/** Finds the rule that gives a difference its severity. */
export function ruleOfDifference(
  difference: Difference,
  lane: Lane,
  comparison: Comparison,
): FindingRule {
  switch (difference.kind) {
    case "unknown":
      return "not-known";
    case "wider":
      return lane.direction === "inbound" ? "open-to-more" : "outbound-port-open";
    case "extra":
      return ruleOfSurplus(difference, lane, comparison);
    default:
      return ruleOfLack(difference, lane, comparison);
  }
}

/** The rule for a port that is open and should not be. */
function ruleOfSurplus(
  { from, entry, difference }: Difference,
  { direction, protocol }: Lane,
  comparison: Comparison,
): FindingRule {
  if (direction === "inbound" && comparison.loopback.has(from)) {
    return "loopback-port-open";
  }
  if (isMinority(difference, comparison.families)) {
    return "open-to-some";
  }
  if (direction === "outbound") {
    return "outbound-port-open";
  }
  if (twinOf(entry, protocol, comparison) !== undefined) {
    return "plain-port-open";
  }
  return entry ? "other-port-open" : "undocumented-port-open";
}

/** The rule for a port that is closed to some or all of those who should use it. */
function ruleOfLack(difference: Difference, lane: Lane, comparison: Comparison): FindingRule {
  const { kind, from, entry } = difference;
  const { direction, protocol } = lane;
  if (
    !comparison.isCalledBack &&
    direction === "inbound" &&
    protocol === "tcp" &&
    isTried(from, comparison)
  ) {
    return "no-license-callback";
  }
  const isConditional = conditionsOf(difference, lane).length > 0;
  const narrower = kind === "narrower" ? ruleOfNarrower(difference, comparison) : undefined;
  if (narrower === "some-addresses-blocked" || (narrower && !isConditional)) {
    return narrower;
  }
  if (isConditional) {
    return "conditional-port-closed";
  }
  if (direction === "outbound") {
    return needOf(protocol, from) ?? "port-closed";
  }
  const twin = twinOf(entry, protocol, comparison);
  if (
    twin !== undefined &&
    openAccess(comparison.actual, "inbound", protocol, comparison.families).some((interval) =>
      covers(interval, twin),
    )
  ) {
    return "plain-port-closed";
  }
  return entry && isRequired(entry) ? "required-port-closed" : "port-closed";
}

/** Tells whether a service has no other way to use TLS than a port, and no other service is advised instead. */
function isRequired({ protection, twin, annotations }: PortEntry): boolean {
  return (
    protection === "implicit" ||
    (protection === "starttls" &&
      twin === null &&
      !annotations.some((each) => each.id === "prefer-sftp"))
  );
}

/** The rule for a port that is open to some only of those who should use it. */
function ruleOfNarrower(
  { expected, difference }: Difference,
  { families }: Comparison,
): FindingRule {
  const isClosed = families.some(
    (family) =>
      expected[family].length > 0 && subtract(expected[family], difference[family]).length === 0,
  );
  const isMost = families.some((family) => isMostOf(difference[family], expected[family]));
  return isClosed ? "family-closed" : isMost ? "open-to-fewer" : "some-addresses-blocked";
}

/** Tells whether addresses are less than half of those of every family. */
function isMinority(remotes: RemoteAddresses, families: readonly Family[]): boolean {
  return families.every((family) => {
    const all = allAddresses[family];
    return isMostOf(subtract(all, remotes[family]), all);
  });
}

/** The TLS twin of a port that allows plain text, if it is expected to be open and suffices instead. */
function twinOf(
  entry: PortEntry | undefined,
  protocol: Protocol,
  { expected }: Comparison,
): number | undefined {
  if (!entry?.documented[protocol] || !yieldsToTwin(entry)) {
    return undefined;
  }
  return expected.rules
    .filter((rule) => rule.direction === "inbound" && rule.protocol === protocol)
    .flatMap(({ ports }) => (entry.twin && covers(ports, entry.twin) ? [entry.twin] : []))[0];
}

/** Tells whether cPanel's license system tries a port. */
function isTried(port: number, { expected: { release } }: Comparison): boolean {
  return release !== null && getLicenseCallback(release).ports.some((each) => each.port === port);
}

function needOf(protocol: Protocol, port: number): FindingRule | undefined {
  return outboundNeeds.find(({ ports }) =>
    ports.some((each) => each.protocol === protocol && each.port === port),
  )?.id;
}
