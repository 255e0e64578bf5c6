import { openAccess, undeterminedAccess } from "../net/access.ts";
import { intersect, subtract } from "../net/address-set.ts";
import { overlay, type PortInterval } from "../net/port-map.ts";
import {
  combine,
  isNobody,
  noRemotes,
  type RemoteAddresses,
  remotesOf,
  whoMayOf,
} from "../net/remote-addresses.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import type { FirewallPlan, PlanChange } from "./types.ts";

/** Splits changes into the parts that a firewall needs and those that it may need. */
export function neededChanges(
  changes: readonly PlanChange[],
  actual: PolicyOrExposure,
): Pick<FirewallPlan, "changes" | "unknown"> {
  const { families } = actual;
  const parts = (isCertain: boolean) =>
    changes.flatMap((change) => {
      const { action, direction, protocol, ports, who } = change;
      return overlay(
        [
          [{ ...ports, value: remotesOf(who, families) }],
          openAccess(actual, direction, protocol, families),
          undeterminedAccess(actual, direction, protocol, families),
        ],
        (
          { from, through },
          [wanted = noRemotes, open = noRemotes, undetermined = noRemotes],
        ): PortInterval<RemoteAddresses> => {
          const needed =
            action === "close"
              ? combine(wanted, open, intersect)
              : combine(combine(wanted, open, subtract), undetermined, subtract);
          return {
            from,
            through,
            value: isCertain ? needed : combine(wanted, undetermined, intersect),
          };
        },
      )
        .filter(({ value }) => !isNobody(value))
        .map(({ from, through, value }) => ({
          ...change,
          ports: { from, through },
          who: whoMayOf(value, families),
        }));
    });
  return { changes: parts(true), unknown: parts(false) };
}
