import type { Brush } from "./brush.ts";
import { type Drawing, placed } from "./drawing.ts";
import { fixedWidth, matrixBlock } from "./matrix-block.ts";
import { matrixLegend } from "./matrix-legend.ts";
import { coverageRemarks, emptyText, matrixDescription, matrixTitle } from "./matrix-text.ts";
import { paragraph } from "./paragraph.ts";
import type { Picture } from "./picture.ts";
import type { ReleaseMatrix } from "./release-matrix.ts";
import type { ReadSvgOptions } from "./svg-options.ts";
import { widthOf } from "./text-columns.ts";
import { titled } from "./titled.ts";

/** The space between blocks. */
const gap = 24;

/** The minimum number of rows of a block in another column. */
const fewestRows = 8;

/** The minimum width that keeps service names recognizable. */
const readableService = 150;

/** Draws a matrix with its rows in as many adjacent blocks as fit the width. */
export function matrixPicture(
  matrix: ReleaseMatrix,
  { caption, changed, width }: ReadSvgOptions,
  brush: Brush,
): Picture {
  return titled(caption ?? matrixTitle(matrix), matrixDescription(matrix), width, brush, (room) => {
    const blocks = blocksOf(matrix, room, brush);
    const inner = Math.max(
      blocks.reduce((sum, block) => sum + block.width + gap, -gap),
      Math.min(room, 300),
    );
    const remarks = coverageRemarks(matrix)
      .map((remark) => `* ${remark}`)
      .join("; ");
    return {
      width: inner,
      drawings: [
        ...(matrix.rows.length > 0
          ? [sideBySide(blocks), matrixLegend(inner, brush)]
          : [paragraph(emptyText(changed), inner, brush)]),
        paragraph(remarks, inner, brush, { color: "muted" }),
      ],
    };
  });
}

function sideBySide(blocks: readonly Drawing[]): Drawing {
  let x = 0;
  const parts = blocks.map((block) => {
    const part = placed(block, x, 0);
    x += block.width + gap;
    return part;
  });
  return { width: x - gap, height: Math.max(...blocks.map(({ height }) => height)), parts };
}

function blocksOf(
  { rows, versions }: ReleaseMatrix,
  room: number,
  brush: Brush,
): readonly Drawing[] {
  const fixed = fixedWidth(versions);
  const longest = Math.max(0, ...rows.map(({ service }) => widthOf(service, undefined, true) + 8));
  const fitting = Math.floor((room + gap) / (fixed + Math.min(longest, readableService) + gap));
  const count = Math.max(1, Math.min(fitting, Math.floor(rows.length / fewestRows)));
  const widest = Math.floor((room + gap) / count) - gap - fixed;
  const service = Math.max(Math.min(longest, 60), Math.min(longest, widest));
  const height = Math.ceil(rows.length / count);
  return Array.from({ length: count }, (_, index) =>
    matrixBlock(rows.slice(index * height, (index + 1) * height), versions, service, brush),
  );
}
