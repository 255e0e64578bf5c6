import { familyNames } from "../net/family-names.ts";
import { portCount } from "../net/port-set.ts";
import type { Family, PortRange, Protocol } from "../net/types.ts";
import { groupBy } from "../util/group-by.ts";
import { portsText } from "./ports-text.ts";

/** Ports of a part of a list. */
interface PartPorts {
  readonly protocol: Protocol;
  readonly family: Family;
  readonly ports: PortRange;
}

/**
 * Names ports of parts of a list, grouped by family, in the order of their first occurrence.
 *
 * @param families - the compared families
 * @param verbOf - returns the text between the ports and their family, for one port or several
 */
export function partPortsTexts(
  parts: readonly PartPorts[],
  families: ReadonlySet<Family>,
  verbOf: (isOne: boolean) => string = () => "",
): readonly string[] {
  const ports = groupBy(parts, ({ protocol, ports: { from, through } }) =>
    [protocol, from, through].join(),
  );
  const groups = groupBy([...ports.values()], (group) => group.map(({ family }) => family).join());
  return [...groups.values()].map((group) => {
    const [over] = group;
    const named = group.map(([{ protocol, ports: range }]) => ({
      protocol,
      ports: range,
      label: null,
    }));
    const isOne = portCount(named.map((each) => each.ports)) === 1;
    const family = over.length < families.size ? ` over ${familyNames[over[0].family]}` : "";
    return `${portsText(named)}${verbOf(isOne)}${family}`;
  });
}
