import type { ElsewherePorts, PortEntry } from "../../dataset/types.ts";
import type { ElsewhereComparison } from "../../query/compare-elsewhere.ts";
import { entryAt } from "../../query/entry-at.ts";
import { ascending } from "../../util/ascending.ts";
import { groupBy } from "../../util/group-by.ts";
import { conditionsOf, remarkOn } from "./port-remarks.ts";
import type { Table } from "./table.ts";

/** Returns the ports that a list lacks and the ports that only the list opens, one row per part of the list. */
export function comparisonTable({ differences }: ElsewhereComparison): Table {
  return {
    columns: [
      { title: "Family" },
      { title: "Direction" },
      { title: "Protocol" },
      { title: "Lacks" },
      { title: "Opens beyond the page" },
    ],
    rows: differences.map(({ family, direction, protocol, lacks, beyond }) => [
      family,
      direction,
      protocol,
      lacks.join(", ") || "-",
      beyond.join(", ") || "-",
    ]),
  };
}

/** Returns each port in which a page and a list differ, once for all families, with a remark. */
export function portDifferenceTable({ release, differences }: ElsewhereComparison): Table {
  const ports = differences.flatMap(({ family, direction, protocol, lacks, beyond }) => {
    const part = { family, direction, protocol };
    return [
      ...lacks.map((port): PortDifference => ({ ...part, difference: "lacks", port })),
      ...beyond.map((port): PortDifference => ({ ...part, difference: "opens", port })),
    ];
  });
  const groups = groupBy(
    ports,
    ({ difference, direction, protocol, port }) => `${difference} ${direction} ${protocol} ${port}`,
  );
  return {
    columns: [
      { title: "The list" },
      { title: "Direction" },
      { title: "Protocol" },
      { title: "Port", align: "right" },
      { title: "Family" },
      { title: "Service" },
      { title: "Remark" },
    ],
    rows: [...groups.values()].sort(byDirection).map((group) => {
      const [{ difference, direction, protocol, port }] = group;
      const entry = entryAt(release, port);
      return [
        difference,
        direction,
        protocol,
        String(port),
        group.map((each) => each.family).join(", "),
        entry?.documented.service ?? "",
        difference === "lacks"
          ? conditionsOf(entry as PortEntry, protocol)
          : remarkOn(release, { direction, protocol }, port),
      ];
    }),
  };
}

interface PortDifference extends Omit<ElsewherePorts, "ports"> {
  readonly difference: "lacks" | "opens";
  readonly port: number;
}

function byDirection(
  [a]: readonly [PortDifference, ...PortDifference[]],
  [b]: readonly [PortDifference, ...PortDifference[]],
): number {
  const key = ({ direction, protocol, difference }: PortDifference) =>
    `${direction} ${protocol} ${difference}`;
  return ascending(key(a), key(b)) || a.port - b.port;
}
