import type { Figure, FigureTable } from "./figure.ts";

/** A table without targets: columns of text. */
export interface PlainTable {
  readonly title: string;
  readonly how: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (number | string)[])[];
}

/** Returns the performance page in Markdown. */
export function performancePage(
  machine: string,
  figures: readonly FigureTable[],
  plain: readonly PlainTable[],
): string {
  const blocks = [
    '---\ntitle: "Performance"\n---',
    "<!-- Written by scripts/bench. -->",
    "# Performance",
    `Find out what the package costs in time, memory and size. One run of \`npm run build && npm run site && npm run bench\` measured all figures, on ${machine}. Each figure has a floor or a peer, measured in the same run: compare the ratios, not the times. ✗ marks a missed target.`,
    ...figures.flatMap((table) => [`## ${table.title}`, table.how, figureTable(table.figures)]),
    ...plain.flatMap(({ title, how, columns, rows }) => [
      `## ${title}`,
      how,
      markdownTable(columns, rows),
    ]),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function figureTable(figures: readonly Figure[]): string {
  return markdownTable(
    ["What", "Measured", "Floor or peer", "Floor measured", "Result", "Target"],
    figures.map((each) => [
      each.what,
      each.measured,
      each.floor,
      each.floorMeasured,
      amountText(each.value, each.unit),
      targetText(each),
    ]),
  );
}

function targetText({ value, target, unit }: Figure): string {
  return target === null ? "" : `${amountText(target, unit)}${value > target ? " ✗" : ""}`;
}

function amountText(amount: number, unit: string): string {
  return `${amount >= 100 ? Math.round(amount) : Number(amount.toPrecision(3))} ${unit}`;
}

function markdownTable(
  columns: readonly string[],
  rows: readonly (readonly (number | string)[])[],
): string {
  const line = (cells: readonly (number | string)[]) => `| ${cells.join(" | ")} |`;
  return [columns, columns.map(() => "---"), ...rows].map(line).join("\n");
}
