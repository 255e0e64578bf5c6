import type { Table } from "./table.ts";
import { type Renderable, tablesOf } from "./tables-of.ts";
import { xmlText } from "./xml-text.ts";

/** How {@link renderHtml} writes. */
export interface HtmlOptions {
  /** The caption of the table; where left out, one that says what the table shows. */
  readonly caption?: string | undefined;
}

/**
 * Writes ports, a difference between releases or a policy as an HTML table with a caption and scopes,
 * to be put into a page. There is no style in it; the classes are `cpanel-ports` on a table and
 * `cpanel-ports-number` on a cell of numbers. A second table has the reasons of a difference or the
 * warnings of a policy.
 *
 * @param input - what `listPorts`, `diffReleases` or `createPolicy` returned
 * @returns elements, a line for each row; text in them is text, and never markup
 *
 * @example
 * ```ts
 * import { listPorts } from "cpanel-ports";
 * import { renderHtml } from "cpanel-ports/render";
 *
 * const html = renderHtml(listPorts(126, { service: "ssh" }), { caption: "SSH & more" });
 * html.split("\n")[1]; // => "<caption>SSH &amp; more</caption>"
 * ```
 */
export function renderHtml(input: Renderable, options: HtmlOptions = {}): string {
  return tablesOf(input)
    .map(({ caption, table }, index) =>
      renderTable(index === 0 ? (options.caption ?? caption) : caption, table),
    )
    .join("");
}

function renderTable(caption: string, { columns, rows }: Table): string {
  const classOf = (column: number) =>
    columns[column]?.align === "right" ? ' class="cpanel-ports-number"' : "";
  const titles = columns.map(
    ({ title }, column) => `<th scope="col"${classOf(column)}>${xmlText(title)}</th>`,
  );
  const body = rows.map((row) => {
    const cells = row.map((cell, column) =>
      column === 0
        ? `<th scope="row"${classOf(column)}>${xmlText(cell)}</th>`
        : `<td${classOf(column)}>${xmlText(cell)}</td>`,
    );
    return `<tr>${cells.join("")}</tr>`;
  });
  return [
    '<table class="cpanel-ports">',
    `<caption>${xmlText(caption)}</caption>`,
    `<thead><tr>${titles.join("")}</tr></thead>`,
    "<tbody>",
    ...body,
    "</tbody>",
    "</table>",
    "",
  ].join("\n");
}
