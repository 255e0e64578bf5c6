import { distanceText } from "../../audit/elsewhere-distance.ts";
import { type ElsewherePart, type ElsewherePort, isDeviant } from "../../audit/elsewhere-parts.ts";
import { listText } from "../../audit/list-text.ts";
import type { ElsewhereMatch } from "../../audit/match-elsewhere.ts";
import type { PortEntry } from "../../dataset/types.ts";
import { rangeText } from "../../net/port-range.ts";
import { isMostPorts, portCount, portSet } from "../../net/port-set.ts";
import { entryAt } from "../../query/entry-at.ts";
import { ascending } from "../../util/ascending.ts";
import { groupBy } from "../../util/group-by.ts";
import { conditionsOf, remarkOn } from "./port-remarks.ts";
import type { Table } from "./table.ts";

/** Returns the distance of a firewall from each list, one row per list. */
export function rankTable(matches: readonly ElsewhereMatch[]): Table {
  return {
    columns: [
      { title: "List" },
      { title: "Version" },
      { title: "Date" },
      { title: "Differs inbound" },
      { title: "Differs outbound" },
    ],
    rows: matches.map(({ list: { id, version, date }, distance: { inbound, outbound } }) => [
      id,
      version ?? "none",
      date,
      distanceCell(inbound),
      distanceCell(outbound),
    ]),
  };
}

function distanceCell(distance: number | null): string {
  return distance === null ? "not compared" : `in ${distanceText(distance)}`;
}

/** Returns the ports in which a firewall and a list differ, one row per part of the list. */
export function matchTable({ parts }: ElsewhereMatch): Table {
  return {
    columns: [
      { title: "Family" },
      { title: "Direction" },
      { title: "Protocol" },
      { title: "Listed and closed" },
      { title: "Open beyond the list" },
      { title: "Undetermined" },
    ],
    rows: parts.map(({ family, direction, protocol, isExamined, ports }) => [
      family,
      direction,
      protocol,
      ...(["closed", "open", "undetermined"] as const).map((firewall) =>
        isExamined
          ? rangesText(ports.filter((each) => isDeviant(each) && each.firewall === firewall))
          : "not examined",
      ),
    ]),
  };
}

/** The maximum number of ports and ranges in a cell; a second table lists all of them. */
const namedRanges = 8;

function rangesText(ports: readonly ElsewherePort[]): string {
  const set = portSet(ports.map((each) => each.ports));
  return isMostPorts(portCount(set))
    ? "most ports"
    : set.length > 0
      ? listText(
          set.map((range) => rangeText(range)),
          namedRanges,
        )
      : "-";
}

/** Returns each port on which a firewall, a list and a page disagree, once for all families. */
export function matchPortTable({ release, parts }: ElsewhereMatch): Table {
  const lines = parts.flatMap(({ ports, ...part }) => {
    const kinds = groupBy(ports, ({ firewall, isListed, isDocumented }) =>
      [firewall, isListed, isDocumented].join(),
    );
    return [...kinds.values()].flatMap((group): readonly PortLine[] => {
      const isMost = isMostPorts(portCount(portSet(group.map((each) => each.ports))));
      return (isMost ? group.slice(0, 1) : group).map((port) => ({ ...part, ...port, isMost }));
    });
  });
  const rows = groupBy(lines, ({ direction, protocol, firewall, isListed, isMost, ports }) =>
    [direction, protocol, firewall, isListed, isMost || rangeText(ports)].join(),
  );
  return {
    columns: [
      { title: "Firewall" },
      { title: "List" },
      { title: "Page" },
      { title: "Direction" },
      { title: "Protocol" },
      { title: "Port", align: "right" },
      { title: "Family" },
      { title: "Service" },
      { title: "Remark" },
    ],
    rows: [...rows.values()].sort(byPort).map((group) => {
      const [line] = group;
      const { direction, protocol, firewall, isListed, isDocumented, ports, isMost } = line;
      return [
        firewall,
        isListed ? "yes" : "no",
        isDocumented ? "yes" : "no",
        direction,
        protocol,
        isMost ? "most" : rangeText(ports),
        group.map(({ family }) => family).join(", "),
        (isMost ? undefined : entryAt(release, ports.from))?.documented.service ?? "",
        remarkOnLine(release, line),
      ];
    }),
  };
}

/** Ports in a part of a list; if most ports are alike, the first ones represent all. */
interface PortLine extends Omit<ElsewherePart, "ports">, ElsewherePort {
  readonly isMost: boolean;
}

function remarkOnLine(release: number, line: PortLine): string {
  const { isDocumented, isMost, protocol, ports } = line;
  return isDocumented
    ? conditionsOf(entryAt(release, ports.from) as PortEntry, protocol)
    : isMost || ports.from < ports.through
      ? "not on the page"
      : remarkOn(release, line, ports.from);
}

function byPort([a]: readonly [PortLine, ...PortLine[]], [b]: readonly [PortLine, ...PortLine[]]) {
  const lane = ({ direction, protocol }: PortLine) => `${direction} ${protocol}`;
  return ascending(lane(a), lane(b)) || a.ports.from - b.ports.from;
}
