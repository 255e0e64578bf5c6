import { intersect } from "../net/address-set.ts";
import { combine, remotesOf, whoMayOf } from "../net/remote-addresses.ts";
import { licenseSystemReaches } from "../policy/license-system-reaches.ts";
import { licenseSystemRemotes } from "../policy/license-system-remotes.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import { getLicenseCallback } from "../query/get-license-callback.ts";
import { concernsTcpPort } from "./concerns-tcp-port.ts";
import { type Sparing, whyLicense } from "./spare-ports.ts";
import { changedTcpAccess, tcpAccess } from "./tcp-access.ts";
import type { PlanChange } from "./types.ts";

/**
 * Returns the openings to cPanel's license system that removed openings would have included: one port, if it reaches
 * none otherwise.
 *
 * @param kept - the openings that remain
 */
export function licenseOpenings(
  removed: readonly PlanChange[],
  kept: readonly PlanChange[],
  actual: PolicyOrExposure,
  { expected: { release }, families }: Pick<Sparing, "expected" | "families">,
): readonly PlanChange[] {
  if (release === null) {
    return [];
  }
  const accessNow = tcpAccess(actual, families);
  const openedTo = changedTcpAccess(kept, "open", families);
  const accessTo = (port: number) => [...accessNow(port), ...openedTo(port)];
  const tried = removed.filter((change) =>
    getLicenseCallback(release).ports.some(({ port }) => concernsTcpPort(change, port)),
  );
  const [change] = tried.toSorted((a, b) => Number(isTls(b)) - Number(isTls(a)));
  if (change === undefined || licenseSystemReaches(release, accessTo, families)) {
    return [];
  }
  const callers = licenseSystemRemotes(release, families);
  return [
    {
      ...change,
      who: whoMayOf(combine(remotesOf(change.who, families), callers, intersect), families),
      reason: whyLicense,
    },
  ];
}

function isTls({ entry }: PlanChange): boolean {
  return entry?.protection === "implicit";
}
