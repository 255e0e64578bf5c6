import { openAccess } from "../net/access.ts";
import { intersect } from "../net/address-set.ts";
import { covers } from "../net/port-range.ts";
import { combine, remotesOf, whoMayOf } from "../net/remote-addresses.ts";
import { licenseSystemReaches } from "../policy/license-system-reaches.ts";
import { licenseSystemRemotes } from "../policy/license-system-remotes.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import { getLicenseCallback } from "../query/get-license-callback.ts";
import { type Sparing, whyLicense } from "./spare-ports.ts";
import type { PlanChange } from "./types.ts";

/**
 * Returns the openings to cPanel's license system that removed openings would have included: one port, if it reaches none
 * otherwise.
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
  const open = openAccess(actual, "inbound", "tcp", families);
  const opens = ({ direction, protocol, ports }: PlanChange, port: number) =>
    direction === "inbound" && protocol === "tcp" && covers(ports, port);
  const accessTo = (port: number) => [
    ...open.filter((each) => covers(each, port)).map(({ value }) => value),
    ...kept.filter((each) => opens(each, port)).map(({ who }) => remotesOf(who, families)),
  ];
  const tried = removed.filter((change) =>
    getLicenseCallback(release).ports.some(({ port }) => opens(change, port)),
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
