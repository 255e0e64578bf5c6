import { subtract } from "../net/address-set.ts";
import { combine } from "../net/remote-addresses.ts";
import { licenseSystemReaches } from "../policy/license-system-reaches.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import { getLicenseCallback } from "../query/get-license-callback.ts";
import { getPort } from "../query/get-port.ts";
import { concernsTcpPort } from "./concerns-tcp-port.ts";
import type { Sparing } from "./spare-ports.ts";
import { changedTcpAccess, tcpAccess } from "./tcp-access.ts";
import type { PlanChange } from "./types.ts";

/**
 * Returns the port at which cPanel's license system must stay let in because the changes close every port it reaches;
 * `undefined` for none. Prefers expected ports, then ports with TLS: one port is enough.
 */
export function licensePort(
  changes: readonly PlanChange[],
  actual: PolicyOrExposure | null,
  { expected: { release, rules }, families }: Pick<Sparing, "expected" | "families">,
): number | undefined {
  if (actual === null || release === null) {
    return undefined;
  }
  const accessNow = tcpAccess(actual, families);
  const closedTo = changedTcpAccess(changes, "close", families);
  const openedTo = changedTcpAccess(changes, "open", families);
  const accessLater = (port: number) => [
    ...accessNow(port).map((each) =>
      closedTo(port).reduce((left, gone) => combine(left, gone, subtract), each),
    ),
    ...openedTo(port),
  ];
  if (licenseSystemReaches(release, accessLater, families)) {
    return undefined;
  }
  const isExpected = (port: number) => rules.some((each) => concernsTcpPort(each, port));
  const isTls = (port: number) => getPort(release, port)?.protection === "implicit";
  const rankOf = (port: number) => (isExpected(port) ? 0 : 2) + (isTls(port) ? 0 : 1);
  return getLicenseCallback(release)
    .ports.map(({ port }): number => port)
    .filter((port) =>
      licenseSystemReaches(release, (each) => (each === port ? accessNow(each) : []), families),
    )
    .sort((a, b) => rankOf(a) - rankOf(b))[0];
}
