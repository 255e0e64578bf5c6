import type { ElsewherePorts, PortEntry } from "../../dataset/types.ts";
import type { Direction, Protocol } from "../../net/types.ts";
import type { ElsewhereComparison } from "../../query/compare-elsewhere.ts";
import { entryAt } from "../../query/entry-at.ts";
import { getPortHistory } from "../../query/get-port-history.ts";
import { internalPorts } from "../../query/internal-ports.ts";
import { serverNeeds } from "../../query/server-needs.ts";
import { ascending } from "../../util/ascending.ts";
import { groupBy } from "../../util/group-by.ts";
import { directionsOf, protocolsOf } from "./port-words.ts";
import type { Table } from "./table.ts";

/** Returns what a list lacks and opens beyond the page, a line for each part of the list. */
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

/** Returns each port in which a page and a list differ, once for all families, with what is known of it. */
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
        entry && difference === "lacks"
          ? conditionsOf(entry, protocol)
          : remarkOn(release, direction, protocol, port),
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

/** The conditions under which a port is needed for a protocol at all. */
function conditionsOf({ conditions }: PortEntry, protocol: Protocol): string {
  return conditions
    .filter((each) => each.protocols.includes(protocol))
    .map((each) => each.text)
    .join("; ");
}

/** What is known of a port that a list opens beyond the page. */
function remarkOn(release: number, direction: Direction, protocol: Protocol, port: number): string {
  const need = serverNeeds.find(({ traffic }) =>
    traffic.some(
      (each) =>
        each.direction === direction &&
        each.protocol === protocol &&
        "port" in each &&
        each.port === port,
    ),
  );
  if (need) {
    return `every server needs it: ${need.name}`;
  }
  const internal = internalPorts.find((each) => each.port === port);
  if (internal) {
    return `only the server itself may reach it: ${internal.name}`;
  }
  const entry = entryAt(release, port);
  if (entry) {
    return `documented as ${protocolsOf(entry)}, ${directionsOf(entry)}`;
  }
  const spans = getPortHistory(port).map(({ from, through }) => `${from} to ${through}`);
  return spans.length > 0 ? `documented in ${spans.join(", ")}` : "no page documents it";
}
