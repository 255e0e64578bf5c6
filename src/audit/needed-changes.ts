import { openAccess, undeterminedAccess } from "../net/access.ts";
import { intersect, noAddress, subtract } from "../net/address-set.ts";
import { isMostOf } from "../net/is-most-of.ts";
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
import type { DraftChanges } from "./plan-parts.ts";
import type { PlanChange } from "./types.ts";

/** Splits changes into the parts that a firewall needs and those that it may need. */
export function neededChanges(
  changes: readonly PlanChange[],
  actual: PolicyOrExposure,
): DraftChanges {
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
          const lack = combine(combine(wanted, open, subtract), undetermined, subtract);
          return {
            from,
            through,
            value: !isCertain
              ? combine(wanted, undetermined, intersect)
              : action === "close"
                ? combine(wanted, open, intersect)
                : // Those who lack a port that most may use are banned.
                  combine(lack, wanted, (part, all) => (isMostOf(part, all) ? all : noAddress)),
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
