import type { ReleaseNumber } from "../../dataset/literals.generated.ts";
import type { Tls } from "../../dataset/types.ts";
import { listPorts } from "../../query/list-ports.ts";
import { type PortFilter } from "../../query/port-filter.ts";
import { releases } from "../../query/releases.ts";
import { portRecords } from "../../render/tables/port-records.ts";
import { portTable } from "../../render/tables/port-table.ts";
import type { Report } from "../report.ts";

/** The filter options of the command line, each with the values that were given. */
export type FilterOptions = Readonly<Partial<Record<keyof PortFilter, readonly string[]>>>;

/** Answers `list`: the ports of a release that a filter holds for. */
export function list(release: ReleaseNumber, options: FilterOptions): Report {
  const entries = listPorts(release, readFilter(options));
  return {
    title: `cPanel & WHM ${release}: ${entries.length} ${entries.length === 1 ? "port" : "ports"} (${pageOf(release)})`,
    sections: [{ table: portTable(entries) }],
    records: portRecords(entries),
    data: entries,
  };
}

function pageOf(release: ReleaseNumber): string {
  return releases
    .filter((each) => each.release === release)
    .map(({ source }) => `page ${source.page}, last modified ${source.lastModified}`)
    .join("");
}

/** The filter as the library takes it; a value that is none stays as it is, for the library to refuse. */
function readFilter({ port, tls, ...options }: FilterOptions): PortFilter {
  const booleans = new Map([
    ["true", true],
    ["false", false],
  ]);
  return {
    ...(options as PortFilter),
    port: port?.map((each) => (/^\d+$/.test(each) ? Number(each) : each)) as PortFilter["port"],
    tls: tls?.map((each) => booleans.get(each) ?? each) as Tls[] | undefined,
  };
}
