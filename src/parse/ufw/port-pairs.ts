import type { PortRange } from "../../net/types.ts";
import type { Budget } from "../../packet-filter/budget.ts";
import { excerpt } from "../../util/excerpt.ts";
import { packagedPorts } from "./packaged-profiles.ts";
import type { UfwEnd, UfwProfiles, UfwRule } from "./ruleset.ts";

/** The ports of a rule at both ends of a connection. */
export interface PortPair {
  readonly to: Ports;
  readonly from: Ports;
}

interface Ports {
  readonly protocol?: string | undefined;
  readonly ports?: readonly PortRange[] | undefined;
  /** Why the ports are undetermined. */
  readonly doubt?: string | undefined;
}

/**
 * Returns the ports of a rule; with profiles, a pair for each combination of their lists.
 *
 * @param budget - counts the pairs
 */
export function portPairsOf(
  { to, from }: UfwRule,
  profiles: UfwProfiles,
  budget: Budget,
): readonly PortPair[] {
  const destinations = portListsOf(to, profiles);
  if (to.app !== undefined && to.app === from.app) {
    // ufw does not combine the lists of a profile with each other.
    budget.spend(destinations.length);
    return destinations.map((each) => ({ to: each, from: each }));
  }
  const sources = portListsOf(from, profiles);
  budget.spend(destinations.length * sources.length);
  return destinations.flatMap((each) => sources.map((other) => ({ to: each, from: other })));
}

function portListsOf({ app, ports }: UfwEnd, profiles: UfwProfiles): readonly Ports[] {
  if (app === undefined) {
    return [{ ports }];
  }
  const profile = profiles.get(app);
  const lists = profile ? profile.lists : packagedPorts(app);
  return lists ?? [{ doubt: `the application ${excerpt(app)}, whose ports are not in the input` }];
}
