import type { Direction, Permitted, PortRange, Protocol } from "../../net/types.ts";
import { isWholeFamily, portGroups } from "./port-groups.ts";

/** Ports that are open to only one address or network. */
export interface LimitedPorts {
  readonly protocol: Protocol;
  readonly direction: Direction;
  readonly source: string;
  readonly ports: readonly PortRange[];
}

/** Returns the ports of a direction that a policy opens to only some addresses, by address or network. */
export function limitedPorts(policy: Permitted, direction: Direction): readonly LimitedPorts[] {
  return portGroups(policy, direction).flatMap(({ protocol, sources, ports }) =>
    sources === "any" ? [] : sources.map((source) => ({ protocol, direction, source, ports })),
  );
}

/** Returns the ports of both directions that a policy opens neither to all addresses nor to a whole family. */
export function allLimitedPorts(policy: Permitted): readonly LimitedPorts[] {
  return (["inbound", "outbound"] as const)
    .flatMap((direction) => limitedPorts(policy, direction))
    .filter(({ source }) => !isWholeFamily(source));
}
