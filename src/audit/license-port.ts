import { openAccess } from "../net/access.ts";
import { subtract } from "../net/address-set.ts";
import { covers } from "../net/port-range.ts";
import { combine, remotesOf } from "../net/remote-addresses.ts";
import type { PortAccess } from "../net/types.ts";
import { licenseSystemReaches } from "../policy/license-system-reaches.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import { getLicenseCallback } from "../query/get-license-callback.ts";
import { getPort } from "../query/get-port.ts";
import type { Sparing } from "./spare-ports.ts";
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
  const open = openAccess(actual, "inbound", "tcp", families);
  const accessNow = (port: number) =>
    open.filter((each) => covers(each, port)).map(({ value }) => value);
  const changedFor = (action: PlanChange["action"], port: number) =>
    changes
      .filter((change) => change.action === action && concerns(change, port))
      .map(({ who }) => remotesOf(who, families));
  const accessLater = (port: number) => {
    const closed = changedFor("close", port);
    return [
      ...accessNow(port).map((each) =>
        closed.reduce((left, gone) => combine(left, gone, subtract), each),
      ),
      ...changedFor("open", port),
    ];
  };
  if (licenseSystemReaches(release, accessLater, families)) {
    return undefined;
  }
  const isExpected = (port: number) => rules.some((each) => concerns(each, port));
  const isTls = (port: number) => getPort(release, port)?.protection === "implicit";
  const rankOf = (port: number) => (isExpected(port) ? 0 : 2) + (isTls(port) ? 0 : 1);
  return getLicenseCallback(release)
    .ports.map(({ port }): number => port)
    .filter((port) =>
      licenseSystemReaches(release, (each) => (each === port ? accessNow(each) : []), families),
    )
    .sort((a, b) => rankOf(a) - rankOf(b))[0];
}

/** Returns whether access includes inbound connections to a TCP port. */
function concerns(
  { direction, protocol, ports }: Pick<PortAccess, "direction" | "ports" | "protocol">,
  port: number,
): boolean {
  return direction === "inbound" && protocol === "tcp" && covers(ports, port);
}
