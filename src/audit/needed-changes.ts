import { openAccess, undeterminedAccess } from "../net/access.ts";
import { intersect, noAddress, subtract } from "../net/address-set.ts";
import { familyNames } from "../net/family-names.ts";
import { isMostOf } from "../net/is-most-of.ts";
import { overlay, type PortInterval } from "../net/port-map.ts";
import {
  allFamilies,
  combine,
  isNobody,
  noRemotes,
  type RemoteAddresses,
  remotesOf,
  whoMayOf,
} from "../net/remote-addresses.ts";
import type { Family } from "../net/types.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import type { DraftChanges } from "./plan-parts.ts";
import type { PlanChange } from "./types.ts";

/**
 * Splits changes into needed ones, and those whose need is undetermined.
 *
 * @param scope - the families to examine
 */
export function neededChanges(
  changes: readonly PlanChange[],
  actual: PolicyOrExposure,
  scope: readonly Family[],
): DraftChanges {
  const families = actual.families.filter((family) => scope.includes(family));
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
          const part = isCertain
            ? action === "close"
              ? combine(wanted, open, intersect)
              : combine(combine(wanted, open, subtract), undetermined, subtract)
            : combine(wanted, undetermined, intersect);
          return { from, through, value: isCertain ? mostOf(part, wanted) : part };
        },
      )
        .filter(({ value }) => !isNobody(value))
        .map(({ from, through, value }) => ({
          ...change,
          ports: { from, through },
          who: whoMayOf(value, actual.families),
        }));
    });
  const others = scope.filter((family) => !actual.families.includes(family));
  return {
    changes: parts(true),
    unknown: [...parts(false), ...partsFor(others, changes)],
  };
}

/** Returns the parts of changes for families that the firewall's input does not cover. */
function partsFor(
  families: readonly Family[],
  changes: readonly PlanChange[],
): readonly PlanChange[] {
  const names = families.map((family) => familyNames[family]).join(" and ");
  return changes.flatMap((change) => {
    const part = remotesOf(change.who, families);
    return isNobody(part)
      ? []
      : [
          {
            ...change,
            who: whoMayOf(part, allFamilies),
            reason: `${names} was not examined; ${change.reason}`,
          },
        ];
  });
}

/** Returns all addresses of a change if most need it, otherwise none: a minority is banned, or let in separately. */
function mostOf(part: RemoteAddresses, wanted: RemoteAddresses): RemoteAddresses {
  return combine(part, wanted, (some, all) => (isMostOf(some, all) ? all : noAddress));
}
