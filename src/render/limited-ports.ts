import type { Protocol } from "../dataset/types.ts";
import type { Policy, PortRange } from "../policy/types.ts";
import { portGroups } from "./port-groups.ts";

/** Inbound ports that are open to one source alone. */
export interface LimitedPorts {
  readonly protocol: Protocol;
  readonly source: string;
  readonly ports: readonly PortRange[];
}

/** The inbound ports that a policy does not open to all, source by source. */
export function limitedPorts(policy: Policy): readonly LimitedPorts[] {
  return portGroups(policy, "inbound").flatMap(({ protocol, sources, ports }) =>
    sources === "any" ? [] : sources.map((source) => ({ protocol, source, ports })),
  );
}
