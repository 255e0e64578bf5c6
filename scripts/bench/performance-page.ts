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
    "## Why targets are missed",
    missedTargets.map((each) => `- ${each}`).join("\n"),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** The causes of missed targets. The targets were set when the package had half of its functions. */
const missedTargets = [
  "**Imports and bundles of everything**: the main entry point now also contains audits, plans and comparisons. Node.js parses a whole ES module before it runs any of it, so an import costs what the file costs. A bundle contains only what is used.",
  "**Commands**: Node.js itself takes most of the time. `audit` must load the parsers before it knows the format of its input. Since Node.js 22.1, compiled code is cached between runs.",
  "**Renderers**: the floor joins lines that already exist. A renderer escapes, aligns and wraps each cell again, in at most a few hundred microseconds.",
  "**The tarball**: it contains the library twice, as ES modules and as CommonJS, because `require` of an ES module needs Node.js 20.19 and does not work in Jest. Names in the code are not shortened, so that you can read stack traces and check the code that you install. Shortened names would make the code 13 % smaller when packed, and imports about 10 % faster.",
  "**Types**: each of the 528 calls returns a different type.",
] as const;

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
