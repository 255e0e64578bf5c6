import { nonUnicastAddresses, subtract } from "../net/address-set.ts";
import { covers } from "../net/port-range.ts";
import { combine, isNobody, type RemoteAddresses, remotesOf } from "../net/remote-addresses.ts";
import type { Family } from "../net/types.ts";
import type { PolicyRule } from "../policy/types.ts";
import type { Comparison } from "./comparison.ts";
import type { Difference } from "./differences.ts";

/** Returns whether an administrator connects over these ports. */
export function isWayIn({ direction, protocol, rules }: Difference): boolean {
  return direction === "inbound" && protocol === "tcp" && rules.some(isSshOrWhm);
}

/** Returns whether SSH and WHM are both expected over some families, but nobody reaches a port of either. */
export function isLockedOut(comparison: Comparison, families: readonly Family[]): boolean {
  const lane = { direction: "inbound", protocol: "tcp" } as const;
  const isNobodyOver = (remotes: RemoteAddresses) => {
    const unicast = combine(remotes, nonUnicastAddresses, subtract);
    return families.every((family) => unicast[family].length === 0);
  };
  const rules = comparison.expected.rules.filter(
    (rule) =>
      rule.direction === lane.direction &&
      rule.protocol === lane.protocol &&
      !isNobody(remotesOf(rule, families)),
  );
  const isExpected = (service: "ssh" | "whm") =>
    rules.some(({ services }) => services.includes(service));
  const { open, undetermined } = comparison.accessOf(lane);
  return (
    isExpected("ssh") &&
    isExpected("whm") &&
    rules
      .filter(isSshOrWhm)
      .every(
        ({ ports: { from } }) =>
          comparison
            .openToSome({ ...lane, from })
            .every((each) => isNobody(remotesOf(each, families))) &&
          [...open, ...undetermined]
            .filter((interval) => covers(interval, from))
            .every(({ value }) => isNobodyOver(value)),
      )
  );
}

function isSshOrWhm({ services }: PolicyRule): boolean {
  return services.includes("ssh") || services.includes("whm");
}
