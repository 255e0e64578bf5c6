import type { FirewallPlan, PlanChange } from "../../audit/types.ts";
import { allAddresses, countAddresses, networksOf } from "../../net/address-set.ts";
import { allFamilies, remotesOf } from "../../net/remote-addresses.ts";
import type { Family } from "../../net/types.ts";

/** Whom a rule is for: everybody without a family, all of a family without networks. */
export interface Target {
  readonly family: Family | undefined;
  readonly networks: readonly string[];
}

/** Returns whom a change is for, as rules take it: everybody, a family, or networks of a family. */
export function targetsOf(change: PlanChange, families: readonly Family[]): readonly Target[] {
  const remotes = remotesOf(change.who, families);
  const isAll = (family: Family) =>
    countAddresses(remotes[family]) === countAddresses(allAddresses[family]);
  if (families.length === allFamilies.length && families.every(isAll)) {
    return [{ family: undefined, networks: [] }];
  }
  return families
    .filter((family) => remotes[family].length > 0)
    .map((family) => ({
      family,
      networks: isAll(family) ? [] : networksOf(remotes[family], family).map(({ text }) => text),
    }));
}

/** Returns the families that a plan is about: those of the firewall, or both. */
export function familiesOf({ actual }: FirewallPlan): readonly Family[] {
  return actual?.families ?? allFamilies;
}
