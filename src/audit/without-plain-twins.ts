import { openAccess } from "../net/access.ts";
import { nonUnicastAddresses, subtract } from "../net/address-set.ts";
import { covers } from "../net/port-range.ts";
import { combine, isNobody, type RemoteAddresses, remotesOf } from "../net/remote-addresses.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import { yieldsToTwin } from "../policy/yields-to-twin.ts";
import type { PlanChange } from "./types.ts";

/**
 * Removes openings of closed ports without TLS if their TLS twins are open afterwards: an audit accepts that a port
 * stays closed whose twin is open.
 */
export function withoutPlainTwins(
  openings: readonly PlanChange[],
  actual: PolicyOrExposure,
): readonly PlanChange[] {
  const { families } = actual;
  const accessTo = (port: number): readonly RemoteAddresses[] =>
    openAccess(actual, "inbound", "tcp", families)
      .filter((each) => covers(each, port))
      .map(({ value }) => value);
  const openedTo = (port: number) =>
    openings
      .filter(
        ({ direction, protocol, ports }) =>
          direction === "inbound" && protocol === "tcp" && covers(ports, port),
      )
      .map(({ who }) => remotesOf(who, families));
  const isWithin = (whole: RemoteAddresses, parts: readonly RemoteAddresses[]) =>
    isNobody(parts.reduce((left, each) => combine(left, each, subtract), whole));
  return openings.filter(({ direction, protocol, ports, who, entry }) => {
    const twin = entry?.twin;
    return !(
      direction === "inbound" &&
      protocol === "tcp" &&
      twin &&
      entry.protection === "none" &&
      yieldsToTwin(entry) &&
      accessTo(ports.from).every((each) => isWithin(each, [nonUnicastAddresses])) &&
      isWithin(remotesOf(who, families), [...accessTo(twin), ...openedTo(twin)])
    );
  });
}
