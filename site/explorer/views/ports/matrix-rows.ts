import {
  diffReleases,
  getPort,
  listPorts,
  type PortEntry,
  type PortNumber,
  type ReleaseNumber,
  releases,
} from "cpanel-ports";

/** A port in one release, compared with the previous shown release. */
export interface Cell {
  readonly release: ReleaseNumber;
  /** `null` if the release does not document the port. */
  readonly entry: PortEntry | null;
  /** What differs from the previous release; `null` in the first release, and if nothing differs. */
  readonly change: "added" | "changed" | "removed" | null;
  /** The reason, if a source gives one. */
  readonly reasons: readonly string[];
}

export interface Row {
  readonly port: PortNumber;
  /** The entry of the newest shown release that documents the port. */
  readonly entry: PortEntry;
  readonly cells: readonly Cell[];
  /** Whether the shown releases differ in it. */
  readonly differs: boolean;
}

const allReleases = releases.map((each) => each.release);

/** The rows of the matrix: every port that one of the releases documents, in ascending order. */
export function matrixRows(shown: readonly ReleaseNumber[] = allReleases): readonly Row[] {
  const ports = new Set(shown.flatMap((release) => listPorts(release).map((each) => each.port)));
  const changes = shown
    .slice(1)
    .map((release, index) => changesBetween(shown[index] ?? release, release));
  return [...ports]
    .sort((a, b) => a - b)
    .flatMap((port) => {
      const cells = shown.map((release, index) => ({
        release,
        entry: getPort(release, port) ?? null,
        ...(changes[index - 1]?.get(port) ?? { change: null, reasons: [] }),
      }));
      const entry = cells.findLast((each) => each.entry !== null)?.entry;
      return entry
        ? [{ port, entry, cells, differs: cells.some((each) => each.change !== null) }]
        : [];
    });
}

function changesBetween(from: ReleaseNumber, to: ReleaseNumber) {
  const diff = diffReleases(from, to);
  const changes = new Map<number, Pick<Cell, "change" | "reasons">>();
  const add = (port: PortNumber, change: Cell["change"]) =>
    changes.set(port, {
      change,
      reasons: diff.reasons
        .filter((each) => each.subject === "port" && each.port === port)
        .map((each) => each.text),
    });
  for (const { port } of diff.added) add(port, "added");
  for (const { port } of diff.removed) add(port, "removed");
  for (const { port } of diff.changed) add(port, "changed");
  return changes;
}
