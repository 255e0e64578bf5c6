import type { PortEntry } from "../dataset/types.ts";
import { intersect, nonUnicastAddresses, subtract } from "../net/address-set.ts";
import { isMostOf } from "../net/is-most-of.ts";
import { combine, isNobody } from "../net/remote-addresses.ts";
import type { Family } from "../net/types.ts";
import { licenseSystemRemotes } from "../policy/license-system-remotes.ts";
import { needWarnings } from "../policy/need-warnings.ts";
import { opensFor } from "../policy/opens-for.ts";
import { serverNeedOf } from "../policy/server-need-of.ts";
import { getLicenseCallback } from "../query/get-license-callback.ts";
import { areFew } from "./are-few.ts";
import type { Comparison } from "./comparison.ts";
import { conditionsOf, type Difference } from "./differences.ts";
import type { FindingRuleId } from "./finding-rules.ts";
import { isLockedOut, isWayIn } from "./is-locked-out.ts";
import { openTwinOf, twinOf } from "./twin-of.ts";

/** Returns the rule that a difference breaks; `undefined` for none. */
export function ruleOfDifference(
  difference: Difference,
  comparison: Comparison,
): FindingRuleId | undefined {
  switch (difference.kind) {
    case "unknown":
      return ruleOfDoubt(difference, comparison);
    case "extra":
    case "wider":
      return ruleOfSurplus(difference, comparison);
    default:
      return ruleOfLack(difference, comparison);
  }
}

/**
 * Returns the rule for undetermined ports. Conditional ports should be closed until their condition is stated. A port
 * that is open to all expected addresses is not needed by the ones in doubt.
 */
function ruleOfDoubt(
  { direction, expected, difference, tolerated }: Difference,
  { families }: Comparison,
): FindingRuleId | undefined {
  if (areFew(difference, families)) {
    return "some-addresses-undetermined";
  }
  if (!isNobody(combine(expected, difference, intersect))) {
    return "needed-port-undetermined";
  }
  const mayBeOpen =
    direction === "outbound"
      ? tolerated.length > 0
      : tolerated.some(({ conditions }) => conditions.length === 0);
  return mayBeOpen ? undefined : "other-port-undetermined";
}

/**
 * Returns the rule for ports that are open and should not be. Open ports that lead to no listener are no danger yet.
 * Addresses that reach most ports are meant to, whatever listens.
 */
function ruleOfSurplus(difference: Difference, comparison: Comparison): FindingRuleId | undefined {
  const rule = ruleOfOpenPorts(difference, comparison);
  const keeps = rule === undefined || rule === "open-to-more" || rule === "passive-range-open";
  if (keeps || !isUnreached(difference, comparison) || isOfTrusted(difference, comparison)) {
    return rule;
  }
  if (comparison.listeners.isOnLoopback(difference.protocol, difference)) {
    const isMinor = rule === "open-to-some" || rule === "conditional-port-open";
    return isMinor ? rule : "loopback-listener-open";
  }
  return rule === "database-open" || rule === "loopback-port-open"
    ? "idle-internal-port-open"
    : "idle-port-open";
}

/** Returns whether connections to the ports certainly reach no listener. */
function isUnreached(
  { direction, protocol, from, through }: Difference,
  { listeners }: Comparison,
): boolean {
  return direction === "inbound" && listeners.isUnreached(protocol, { from, through });
}

function ruleOfOpenPorts(
  difference: Difference,
  comparison: Comparison,
): FindingRuleId | undefined {
  const { kind, direction, protocol, from, entry, tolerated } = difference;
  if (direction === "outbound") {
    return tolerated.length > 0 ? undefined : "outbound-port-open";
  }
  if (comparison.isLoopback(protocol, from) && !isOfTrusted(difference, comparison)) {
    return "loopback-port-open";
  }
  const isOpenToMost = !areFew(difference.difference, comparison.families);
  if (isOpenToMost && protocol === "tcp" && isDatabase(entry)) {
    return "database-open";
  }
  if (tolerated.length > 0) {
    return tolerated.every(({ conditions }) => conditions.length > 0) && isOpenToMost
      ? "conditional-port-open"
      : undefined;
  }
  if (kind === "wider") {
    return isOfLicenseSystem(difference, comparison) ? undefined : "open-to-more";
  }
  if (!isOpenToMost) {
    return "open-to-some";
  }
  if (twinOf(difference, comparison) !== undefined) {
    return "plain-port-open";
  }
  return isPassiveRange(difference, comparison)
    ? "passive-range-open"
    : entry
      ? "other-port-open"
      : "undocumented-port-open";
}

/** Returns whether ports are open only to addresses that reach most ports. */
function isOfTrusted({ protocol, difference }: Difference, comparison: Comparison): boolean {
  return isNobody(combine(difference, comparison.trustedOf(protocol), subtract));
}

/** Returns whether the database server uses a port. */
export function isDatabase(entry: PortEntry | undefined): boolean {
  return entry?.services.includes("mysql") ?? false;
}

/** The smallest range taken for passive FTP where FTP is expected: no other service uses such a range. */
const passivePorts = 20;

function isPassiveRange(
  { protocol, from, through, entry }: Difference,
  { expected }: Comparison,
): boolean {
  return (
    entry === undefined &&
    protocol === "tcp" &&
    from >= 1024 &&
    through - from + 1 >= passivePorts &&
    expected.rules.some((rule) => opensFor("ftp", rule))
  );
}

/** Returns the rule for ports that are closed to some or all expected addresses. */
function ruleOfLack(difference: Difference, comparison: Comparison): FindingRuleId | undefined {
  const { direction, protocol, from, entry, rules } = difference;
  const part = difference.kind === "narrower" ? ruleOfPart(difference, comparison) : undefined;
  if (part === "some-addresses-blocked") {
    return part;
  }
  if (part === "closed-over-ipv6" && comparison.lacksNeighbors) {
    // IPv6 being closed as a whole is a separate finding.
    return undefined;
  }
  // What is open over IPv4 does not cut the server off.
  const isMinor = difference.expected.ipv4.length > 0 && difference.difference.ipv4.length === 0;
  const need = isMinor ? undefined : needOf(difference);
  const isOpenToSome = comparison.openToSome(difference).length > 0;
  if (direction === "outbound") {
    if (isOpenToSome) {
      return undefined;
    }
    // A server that may connect to every port misses only the ports that something needs.
    const isNeeded =
      rules.length > 0 ||
      (entry?.documented.outbound === true && conditionsOf(difference).length === 0);
    return need ?? (isNeeded ? (part ?? "port-closed") : undefined);
  }
  if (isWayIn(difference) && isLockedOut(comparison, comparison.families)) {
    return "locked-out";
  }
  if (
    isWayIn(difference) &&
    isClosedOver("ipv4", difference) &&
    isLockedOut(comparison, ["ipv4"])
  ) {
    return "locked-out-over-ipv4";
  }
  if (!comparison.isCalledBack && protocol === "tcp" && isTried(from, comparison)) {
    return "no-license-callback";
  }
  if (need !== undefined) {
    return need;
  }
  if (isUnreached(difference, comparison)) {
    return undefined;
  }
  if (part === "open-to-fewer" && !isClosedOver("ipv4", difference)) {
    return part;
  }
  if (conditionsOf(difference).some(({ id }) => id === "http3")) {
    return "optional-port-closed";
  }
  if (protocol === "tcp" && entry?.services.includes("httpd") && !isMinor) {
    return part === undefined ? "no-web" : "no-web-over-ipv4";
  }
  if (part === undefined && isOpenToSome) {
    return "open-to-a-list";
  }
  if (part !== "open-to-fewer" && isReplaced(difference, comparison)) {
    return "plain-port-closed";
  }
  return part ?? "port-closed";
}

/** Returns the rule for ports that are closed to some expected addresses; `undefined` if the rest is undetermined. */
function ruleOfPart(
  difference: Difference,
  { families }: Comparison,
):
  | "closed-over-ipv4"
  | "closed-over-ipv6"
  | "open-to-fewer"
  | "some-addresses-blocked"
  | undefined {
  const limited = families.filter((family) =>
    isMostOf(difference.difference[family], difference.expected[family]),
  );
  const [first] = limited;
  if (first === undefined) {
    return "some-addresses-blocked";
  }
  const open = combine(difference.expected, difference.actual, intersect);
  if (isNobody(combine(open, nonUnicastAddresses, subtract))) {
    return undefined;
  }
  return limited.every((family) => isClosedOver(family, difference))
    ? `closed-over-${first}`
    : "open-to-fewer";
}

/** Returns whether ports are closed to all expected addresses of a family. */
function isClosedOver(family: Family, { expected, difference }: Difference): boolean {
  const left = subtract(expected[family], difference[family]);
  return difference[family].length > 0 && subtract(left, nonUnicastAddresses[family]).length === 0;
}

/** Returns whether a port that allows plain text may stay closed because its TLS twin is open. */
function isReplaced(difference: Difference, comparison: Comparison): boolean {
  const twin = openTwinOf(difference, comparison);
  return (
    twin !== undefined &&
    comparison.families.some(
      (family) => difference.difference[family].length > 0 && twin.open[family].length > 0,
    )
  );
}

/** Returns whether a port is open to more than expected only because cPanel's license system may try it. */
function isOfLicenseSystem(
  { protocol, from, difference }: Difference,
  comparison: Comparison,
): boolean {
  const { release } = comparison.expected;
  if (release === null || protocol !== "tcp" || !isTried(from, comparison)) {
    return false;
  }
  const callers = licenseSystemRemotes(release, comparison.families);
  return isNobody(combine(difference, callers, subtract));
}

/** Returns whether cPanel's license system tries a port. */
function isTried(port: number, { expected: { release } }: Comparison): boolean {
  return release !== null && getLicenseCallback(release).ports.some((each) => each.port === port);
}

function needOf({ direction, protocol, from }: Difference): FindingRuleId | undefined {
  const need = serverNeedOf(direction, protocol, from);
  return need && needWarnings[need.id]?.code;
}
