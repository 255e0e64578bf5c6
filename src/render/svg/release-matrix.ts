import type { PortEntry, Release } from "../../dataset/types.ts";
import { type CheckedVersion, checkVersion } from "../../query/check-version.ts";
import { listPorts } from "../../query/list-ports.ts";
import type { PortFilter } from "../../query/port-filter.ts";
import type { ReleaseOrVersion } from "../../query/resolved-version.ts";

/** A port in each of the releases. */
export interface MatrixRow {
  readonly port: number;
  /** The service in the last release that documents the port. */
  readonly service: string;
  /** The entry in each release; `undefined` if the release does not document the port. */
  readonly entries: readonly (PortEntry | undefined)[];
  /** The columns that differ from the previous one. */
  readonly changes: readonly number[];
}

/** The ports that releases document. */
export interface ReleaseMatrix {
  readonly versions: readonly CheckedVersion[];
  /** The rows by port, ascending. */
  readonly rows: readonly MatrixRow[];
}

/** Returns the ports that releases document, and the columns in which they change. */
export function releaseMatrix(
  listed: readonly (Release | ReleaseOrVersion)[],
  { filter, changed }: { readonly filter: PortFilter | undefined; readonly changed: boolean },
): ReleaseMatrix {
  const versions = listed.map((each) =>
    checkVersion(typeof each === "object" && !("version" in each) ? each.release : each),
  );
  const columns = versions.map(
    ({ release }) => new Map(listPorts(release, filter).map((entry) => [entry.port, entry])),
  );
  const ports = [...new Set(columns.flatMap((column) => [...column.keys()]))].sort((a, b) => a - b);
  const rows = ports.map((port) =>
    rowOf(
      port,
      columns.map((column) => column.get(port)),
    ),
  );
  return { versions, rows: changed ? rows.filter(({ changes }) => changes.length > 0) : rows };
}

function rowOf(port: number, entries: readonly (PortEntry | undefined)[]): MatrixRow {
  const shown = entries.map(shownOf);
  return {
    port,
    service: entries.findLast((entry) => entry !== undefined)?.documented.service as string,
    entries,
    changes: shown.flatMap((each, index) =>
      index > 0 && each !== shown[index - 1] ? [index] : [],
    ),
  };
}

/** Returns a cell in words; empty if the release does not document the port. */
export function shownOf(entry: PortEntry | undefined): string {
  if (entry === undefined) {
    return "";
  }
  const { inbound, outbound } = entry.documented;
  const directions = [...(inbound ? ["inbound"] : []), ...(outbound ? ["outbound"] : [])];
  return entry.scope === "loopback" ? "loopback" : directions.join(" and ");
}
