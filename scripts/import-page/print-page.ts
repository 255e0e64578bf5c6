import type { Page } from "../../src/schema/page.ts";

/** Prints a page as JSON with one line per table row. */
export function printPage(page: Page): string {
  const rows: string[] = [];
  const text = JSON.stringify(
    page,
    (key, value: unknown) =>
      (key === "ports" || key === "licenseCallback" || key === "systems") &&
      Array.isArray(value) &&
      typeof value[0] === "object"
        ? value.map((row) => `\u0000${rows.push(printRow(row)) - 1}`)
        : value,
    2,
  );
  return `${text.replace(/"\\u0000(\d+)"/g, (_, index: string) => rows[Number(index)] ?? "")}\n`;
}

function printRow(row: object): string {
  const fields = Object.entries(row).map(
    ([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`,
  );
  return `{ ${fields.join(", ")} }`;
}
