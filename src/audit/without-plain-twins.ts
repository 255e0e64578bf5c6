import { nonUnicastAddresses, subtract } from "../net/address-set.ts";
import { combine, isNobody, type RemoteAddresses, remotesOf } from "../net/remote-addresses.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import { yieldsToTwin } from "../policy/yields-to-twin.ts";
import { changedTcpAccess, tcpAccess } from "./tcp-access.ts";
import type { PlanChange } from "./types.ts";

/**
 * Removes openings of closed ports without TLS if their TLS twins are open afterwards: an audit accepts that a port
 * stays closed whose twin is open.
 */
export function withoutPlainTwins(
  changes: readonly PlanChange[],
  actual: PolicyOrExposure,
): readonly PlanChange[] {
  const { families } = actual;
  const accessTo = tcpAccess(actual, families);
  const openedTo = changedTcpAccess(changes, "open", families);
  const isWithin = (whole: RemoteAddresses, parts: readonly RemoteAddresses[]) =>
    isNobody(parts.reduce((left, each) => combine(left, each, subtract), whole));
  return changes.filter(({ action, direction, protocol, ports, who, entry }) => {
    const twin = entry?.twin;
    return !(
      action === "open" &&
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
