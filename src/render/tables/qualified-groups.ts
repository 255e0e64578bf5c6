import { rangeText } from "../../net/port-range.ts";
import type { Exposure, QualifiedPorts } from "../../net/types.ts";
import type { PolicyOrExposure } from "../../policy/types.ts";

/** Ports that are qualified for the same reasons. */
export interface QualifiedGroup
  extends Omit<QualifiedPorts, "alsoDecidedBy" | "decidedBy" | "ports" | "protocol"> {
  /** The ports, such as `tcp 22, 80-81; udp 443`. */
  readonly ports: string;
}

/** Groups the qualified ports of an exposure by their reasons; a policy has none. */
export function qualifiedGroups(input: PolicyOrExposure): readonly QualifiedGroup[] {
  const groups = new Map<string, QualifiedPorts[]>();
  for (const each of "qualified" in input ? (input as Exposure).qualified : []) {
    const { direction, qualification, reasons, sources, except } = each;
    const key = JSON.stringify([direction, qualification, reasons, sources, except]);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((group) => {
    const [{ direction, qualification, reasons, sources, except }] = group as [QualifiedPorts];
    return { direction, qualification, reasons, sources, except, ports: portsText(group) };
  });
}

function portsText(group: readonly QualifiedPorts[]): string {
  return (["tcp", "udp"] as const)
    .map((protocol) => ({
      protocol,
      ranges: group
        .filter((each) => each.protocol === protocol)
        .map((each) => rangeText(each.ports)),
    }))
    .filter(({ ranges }) => ranges.length > 0)
    .map(({ protocol, ranges }) => `${protocol} ${ranges.join(", ")}`)
    .join("; ");
}
