import type { FirewallPlan } from "../../audit/types.ts";
import { networksOf, subtract } from "../../net/address-set.ts";
import {
  allFamilies,
  combine,
  type RemoteAddresses,
  remotesOf,
} from "../../net/remote-addresses.ts";
import type { Family } from "../../net/types.ts";

/** The remote addresses of a rule: everybody without a family, a whole family without networks. */
export interface Target {
  readonly family: Family | undefined;
  readonly networks: readonly string[];
}

/** Splits remote addresses into targets of rules: everybody, a family, or networks of a family. */
export function targetsOf(
  remotes: RemoteAddresses,
  families: readonly Family[],
): readonly Target[] {
  const others = othersOf(remotes, families);
  const isAll = (family: Family) => others[family].length === 0;
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

/** Returns all other addresses of the families. */
export function othersOf(remotes: RemoteAddresses, families: readonly Family[]): RemoteAddresses {
  return combine(remotesOf({ sources: "any", except: [] }, families), remotes, subtract);
}

/** Returns the families of a plan's firewall, or both families without a firewall. */
export function familiesOf({ actual }: FirewallPlan): readonly Family[] {
  return actual?.families ?? allFamilies;
}
