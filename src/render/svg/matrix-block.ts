import type { PortEntry } from "../../dataset/types.ts";
import type { CheckedVersion } from "../../query/check-version.ts";
import type { Brush } from "./brush.ts";
import type { Drawing } from "./drawing.ts";
import { glyphs } from "./glyphs.ts";
import type { MatrixRow } from "./release-matrix.ts";

const headHeight = 32;
const rowHeight = 18;
const cellWidth = 13;
const barHeight = 16;

/** The width of the port numbers, including the space after them. */
const portWidth = 34;
const portGap = 8;

/** Returns the width of a block without its services. */
export function fixedWidth(versions: readonly CheckedVersion[]): number {
  return portWidth + portGap + versions.length * cellWidth;
}

/** Draws rows of a matrix below the numbers of the releases. */
export function matrixBlock(
  rows: readonly MatrixRow[],
  versions: readonly CheckedVersion[],
  serviceWidth: number,
  brush: Brush,
): Drawing {
  const left = portWidth + portGap + serviceWidth;
  const width = left + versions.length * cellWidth;
  const middleOf = (column: number) => left + column * cellWidth + cellWidth / 2;
  const heads = versions.map(({ version, coverage }, column) => {
    const x = middleOf(column) + 3.5;
    return brush.text(coverage === "release" ? String(version) : `${version}*`, {
      ...{ x, y: headHeight - 5, size: 10, color: "muted" },
      transform: `rotate(-90 ${x} ${headHeight - 5})`,
    });
  });
  const cells = rows.flatMap(({ entries }, row) =>
    entries.flatMap((entry, column) => {
      const middle = [middleOf(column), headHeight + (row + 0.5) * rowHeight] as const;
      return entry === undefined ? [] : [[entry, middle] as const];
    }),
  );
  return {
    width,
    height: headHeight + rows.length * rowHeight,
    parts: [
      ...heads,
      ...rows.flatMap((row, index) =>
        rowParts(row, headHeight + index * rowHeight, left, serviceWidth, brush),
      ),
      ...glyphs(cells, brush),
    ],
  };
}

function rowParts(
  { port, service, entries, changes }: MatrixRow,
  top: number,
  left: number,
  serviceWidth: number,
  brush: Brush,
): readonly string[] {
  const y = top + rowHeight / 2 + 4;
  const isBold = changes.length > 0;
  const bars = runsOf(entries).map(({ from, length }) =>
    brush.box({
      ...{ x: left + from * cellWidth, y: top + (rowHeight - barHeight) / 2 },
      ...{ width: length * cellWidth, height: barHeight, radius: 3, fill: "surface" },
    }),
  );
  const gone = entries.flatMap((entry, column) =>
    entry === undefined ? [`M${left + column * cellWidth + 4.5} ${top + rowHeight / 2}h4`] : [],
  );
  const marks = changes.map(
    (column) => `M${left + column * cellWidth} ${top + 1}v${rowHeight - 2}`,
  );
  return [
    brush.text(String(port), { x: portWidth, y, anchor: "end", isBold }),
    brush.text(service, {
      ...{ x: portWidth + portGap, y, width: serviceWidth - 6, isBold },
      color: isBold ? "text" : "muted",
    }),
    ...bars,
    ...(gone.length > 0 ? [brush.path(gone.join(""), { color: "muted", line: 1 })] : []),
    ...(marks.length > 0 ? [brush.path(marks.join(""), { color: "change", line: 2 })] : []),
  ];
}

/** Returns the runs of adjacent columns that document a port. */
function runsOf(entries: readonly (PortEntry | undefined)[]) {
  const runs: { readonly from: number; readonly length: number }[] = [];
  entries.forEach((entry, column) => {
    const last = runs.at(-1);
    if (entry === undefined) {
      return;
    }
    if (last && last.from + last.length === column) {
      runs[runs.length - 1] = { from: last.from, length: last.length + 1 };
    } else {
      runs.push({ from: column, length: 1 });
    }
  });
  return runs;
}
