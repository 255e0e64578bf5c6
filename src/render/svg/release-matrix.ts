import type { PortEntry, Release } from "../../dataset/types.ts";
import { type CheckedVersion, checkVersion } from "../../query/check-version.ts";
import { listPorts } from "../../query/list-ports.ts";
import type { PortFilter } from "../../query/port-filter.ts";
import type { ReleaseOrVersion } from "../../query/resolved-version.ts";

/** A port in each of the releases. */
export interface MatrixRow {
  readonly port: number;
  /** What the last release that documents the port says it is for. */
  readonly service: string;
  /** The entry in each release; `undefined` where the release does not document the port. */
  readonly entries: readonly (PortEntry | undefined)[];
  /** The columns that show something else than the one before. */
  readonly changes: readonly number[];
}

/** Which ports releases document. */
export interface ReleaseMatrix {
  readonly versions: readonly CheckedVersion[];
  /** By port, in ascending order. */
  readonly rows: readonly MatrixRow[];
}

/** Returns which ports releases document, and where that changes. */
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

/** Returns what a cell shows, in words; nothing where the release does not document the port. */
export function shownOf(entry: PortEntry | undefined): string {
  if (entry === undefined) {
    return "";
  }
  const { inbound, outbound } = entry.documented;
  const directions = [...(inbound ? ["inbound"] : []), ...(outbound ? ["outbound"] : [])];
  return entry.scope === "loopback" ? "loopback" : directions.join(" and ");
}
