import { unite } from "./address-set.ts";
import { mergeAdjacent, type PortInterval, type PortMap, sweep } from "./port-map.ts";
import {
  combine,
  isNobody,
  noRemotes,
  type RemoteAddresses,
  remotesOf,
  sameRemotes,
} from "./remote-addresses.ts";
import type { Direction, Exposure, Family, Permitted, PortAccess, Protocol } from "./types.ts";

/** Returns who may use which ports; omits ports that nobody may use. */
export function openAccess(
  permitted: Permitted,
  direction: Direction,
  protocol: Protocol,
  families: readonly Family[],
): PortMap<RemoteAddresses> {
  return permitted.defaults[direction] === "accept"
    ? [{ from: 1, through: 65535, value: remotesOf({ sources: "any", except: [] }, families) }]
    : accessOf(permitted.rules, direction, protocol, families);
}

/** Returns the ports whose use is undetermined, and for whom; none for a policy. */
export function undeterminedAccess(
  permitted: Permitted | Exposure,
  direction: Direction,
  protocol: Protocol,
  families: readonly Family[],
): PortMap<RemoteAddresses> {
  return "undetermined" in permitted
    ? accessOf(permitted.undetermined, direction, protocol, families)
    : [];
}

function accessOf(
  rules: readonly PortAccess[],
  direction: Direction,
  protocol: Protocol,
  families: readonly Family[],
): PortMap<RemoteAddresses> {
  const intervals = rules
    .filter((rule) => rule.direction === direction && rule.protocol === protocol)
    .map((rule) => ({ ...rule.ports, value: remotesOf(rule, families) }));
  const map = sweep(
    intervals,
    ({ from, through }, remotes): PortInterval<RemoteAddresses> => ({
      from,
      through,
      value: remotes.reduce((sum, each) => combine(sum, each, unite), noRemotes),
    }),
  ).filter(({ value }) => !isNobody(value));
  return mergeAdjacent(map, sameRemotes);
}
