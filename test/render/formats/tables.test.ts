import fc from "fast-check";
import stringWidth from "fast-string-width";
import type { Table as MarkdownTable } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { describe, expect, test } from "vitest";
import { listPorts } from "../../../src/index.ts";
import { renderCsvTable } from "../../../src/render/formats/csv-table.ts";
import { visible } from "../../../src/render/formats/escape/visible.ts";
import { renderMarkdown } from "../../../src/render/formats/markdown.ts";
import { renderMarkdownTable } from "../../../src/render/formats/markdown-table.ts";
import { renderTextTable } from "../../../src/render/formats/text-table.ts";
import type { Table } from "../../../src/render/tables/table.ts";

const hostile = fc.constantFrom(
  "|",
  "\\",
  "\\|",
  "\n",
  "\r\n",
  "\t",
  "`",
  "**bold**",
  "_emphasis_",
  "~~struck~~",
  "[link](https://example.com)",
  "![image](x.png)",
  "<script>alert(1)</script>",
  "<https://example.com>",
  "https://example.com",
  "www.example.com",
  "someone@example.com",
  "&amp;",
  "&#60;",
  '"',
  '""',
  ",",
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\u202e",
  "\u2028",
  "\u0000",
  "\u001b[31m",
  "日本",
  "é",
  "👩‍👩‍👧",
  " ",
  "[^1]",
  "- [ ] x",
  "# x",
);
const cell = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.array(fc.oneof(hostile, fc.string()), { maxLength: 6 }).map((parts) => parts.join("")),
);
const tables = fc.integer({ min: 1, max: 4 }).chain((width) =>
  fc.record({
    columns: fc.array(
      fc.record({ title: cell, align: fc.constantFrom("left" as const, "right" as const) }),
      { minLength: width, maxLength: width },
    ),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 4 }),
  }),
);
const cellsOf = ({ columns, rows }: Table) => [columns.map((column) => column.title), ...rows];

describe("renderTextTable", () => {
  test("aligns columns, and numbers to the right, without trailing spaces", () => {
    const table: Table = {
      columns: [{ title: "Port", align: "right" }, { title: "Service" }, { title: "TLS" }],
      rows: [
        ["22", "SSH", ""],
        ["2083", "日本", "yes"],
      ],
    };
    expect(renderTextTable(table)).toBe(
      ["Port  Service  TLS", "  22  SSH", "2083  日本     yes", ""].join("\n"),
    );
  });

  test("accepts a row with fewer cells than columns", () => {
    const table: Table = {
      columns: [{ title: "A" }, { title: "B" }],
      rows: [["1"], ["1", "2"]],
    };
    expect(renderTextTable(table)).toBe("A  B\n1\n1  2\n");
  });

  test("wraps the widest columns to fit a width", () => {
    const wide = {
      columns: [{ title: "Port", align: "right" }, { title: "What it is for" }, { title: "Why" }],
      rows: [
        ["22", "the shell of the administrator", "SSH is used by every server of them all"],
        ["2087", "WHM", ""],
      ],
    } as const;
    expect(renderTextTable(wide, { width: 50 })).toBe(
      [
        "Port  What it is for    Why",
        "  22  the shell of the  SSH is used by every",
        "      administrator     server of them all",
        "2087  WHM",
        "",
      ].join("\n"),
    );
    expect(renderTextTable(wide, { width: 200 })).toBe(renderTextTable(wide));
    expect(renderTextTable(wide, { width: 1 })).toContain("administrator");
  });

  test("moves a last column below its rows if it would be too narrow or has a long word", () => {
    const columns = [{ title: "Change" }, { title: "Service" }, { title: "Why" }];
    const why = "a reason that takes more than a few words to be said";
    expect(
      renderTextTable({ columns, rows: [["open", "mail of the server", why]] }, { width: 40 }),
    ).toBe(
      [
        "Change  Service",
        "open    mail of the server",
        "      Why: a reason that takes more than",
        "      a few words to be said",
        "",
      ].join("\n"),
    );
    const rows = [
      ["a", "b", "https://example.com/a/long/address"],
      ["c", "d", "short"],
    ];
    expect(renderTextTable({ columns, rows }, { width: 50 })).toBe(
      "Change  Service  Why\na       b\n      https://example.com/a/long/address\nc       d        short\n",
    );
  });

  test("keeps a last column in place if only its title needs two lines", () => {
    const columns = [{ title: "List" }, { title: "Version" }, { title: "Differs outbound" }];
    const rows = [["csf-stock", "16.07", "in 3 ports"]];
    expect(renderTextTable({ columns, rows }, { width: 30 })).toBe(
      "List       Version  Differs\n                    outbound\ncsf-stock  16.07    in 3 ports\n",
    );
    expect(renderTextTable({ columns, rows: [["a", "1", "none"]] }, { width: 14 })).toBe(
      "List  Version  Differs\n               outbound\na     1        none\n",
    );
  });

  test("styles a cell after padding", () => {
    const table: Table = { columns: [{ title: "A" }, { title: "B" }], rows: [["long", "x"]] };
    expect(
      renderTextTable(table, { style: (text, row, column) => `<${row}${column}:${text}>` }),
    ).toBe("<-10:A   >  <-11:B>\n<00:long>  <01:x>\n");
  });

  test("prints one line per row without control characters, whatever the cells contain", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const text = renderTextTable(table);
        const lines = text.split("\n");
        expect(lines).toHaveLength(table.rows.length + 2);
        expect(lines.at(-1)).toBe("");
        expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/u);
        for (const [index, cells] of cellsOf(table).entries()) {
          expect(lines[index]).toContain(visible(cells[0] ?? ""));
        }
      }),
    );
  });

  test("starts a column after the widest cell of the previous one", () => {
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
        const table: Table = {
          columns: [{ title: "T" }, { title: "#" }],
          rows: cells.map((each) => [each, "#"]),
        };
        const widths = renderTextTable(table)
          .trimEnd()
          .split("\n")
          .map((line) => stringWidth(line));
        expect(new Set(widths).size).toBe(1);
      }),
    );
  });
});

describe("renderMarkdownTable", () => {
  const parse = (text: string) => unified().use(remarkParse).use(remarkGfm).parse(text);

  test("trims spaces, and escapes characters that could move text", () => {
    const rows = [[" plain "], ["\tmoved\n"], [" \u00e9 "]];
    expect(renderMarkdownTable({ columns: [{ title: "A" }], rows })).toBe(
      "| A |\n| --- |\n| plain |\n| \\\\tmoved\\\\n |\n| \u00e9 |\n",
    );
  });

  test("renders a table in GitHub Flavored Markdown", () => {
    const table: Table = {
      columns: [{ title: "Port", align: "right" }, { title: "Service" }],
      rows: [["22", "a|b"]],
    };
    expect(renderMarkdownTable(table)).toBe("| Port | Service |\n| ---: | --- |\n| 22 | a\\|b |\n");
  });

  test("returns cells that a Markdown parser reads as the original text, never as markup", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const tree = parse(renderMarkdownTable(table));
        expect(tree.children.map((node) => node.type)).toEqual(["table"]);
        const [parsed] = tree.children as [MarkdownTable];
        expect(parsed.children.map((row) => row.children.map((each) => textOf(each)))).toEqual(
          cellsOf(table).map((cells) => cells.map((each) => visible(each).trim())),
        );
        visit(tree, (node) => {
          expect(["root", "table", "tableRow", "tableCell", "text", "link"]).toContain(node.type);
          // remark turns addresses into links after it has resolved escapes; GitHub does so only for e-mail addresses.
          if (node.type === "link") {
            const shown = textOf(node);
            expect([shown, `http://${shown}`, `mailto:${shown}`].map(encodeURI)).toContain(
              encodeURI(node.url),
            );
          }
        });
      }),
      { numRuns: 500 },
    );
  });
});

describe("renderCsvTable", () => {
  test("quotes cells where needed, and ends lines with CR LF", () => {
    const table: Table = {
      columns: [{ title: "a" }, { title: "b" }],
      rows: [
        ['x, "y"', "=1+1"],
        ["two\nlines", "-2"],
      ],
    };
    expect(renderCsvTable(table)).toBe(`a,b\r\n"x, ""y""",'=1+1\r\n"two\nlines",'-2\r\n`);
  });

  test("escapes characters that could control a terminal, except for line endings and tabs", () => {
    const table: Table = { columns: [{ title: "a\u202eb" }], rows: [["x\u001b[2J\ty\n\u2066z"]] };
    expect(renderCsvTable(table)).toBe('a\\u{202e}b\r\n"x\\u{1b}[2J\ty\n\\u{2066}z"\r\n');
  });

  test("returns cells that a CSV parser reads back, and no cell that starts a formula", () => {
    fc.assert(
      fc.property(tables, (table) => {
        const records = readCsv(renderCsvTable(table));
        const cells = cellsOf(table);
        expect(records).toHaveLength(cells.length);
        for (const [row, record] of records.entries()) {
          expect(record).toEqual(
            cells[row]
              ?.map((each) => each.replace(/[^\t\r\n]+/g, (part) => visible(part)))
              .map((each) => (/^[=+\-@\t\r\n＝＋－＠]/.test(each) ? `'${each}` : each)),
          );
          for (const each of record) {
            expect(each).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});

test("visible escapes invisible characters and nothing else", () => {
  expect(visible("a\nb\r\tc\u202e\u0000\ud800é日")).toBe("a\\nb\\r\\tc\\u{202e}\\u{0}\\u{d800}é日");
});

/** Parses CSV (RFC 4180). */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field = "";
    if (text[at] === '"') {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        field += text[at];
        at += text[at] === '"' ? 1 : 0;
      }
      at++;
    } else {
      for (; text[at] !== "," && !text.startsWith("\r\n", at); at++) {
        field += text[at];
      }
    }
    record.push(field);
    if (text[at] === ",") {
      at++;
    } else {
      expect(text.slice(at, at + 2)).toBe("\r\n");
      at += 2;
      records.push(record);
      record = [];
    }
  }
  return records;
}

describe("a Markdown caption is escaped", () => {
  const rendered = (caption: string) =>
    renderMarkdown(listPorts(126, { service: "ssh" }), { caption, columns: ["port"] }).split(
      "\n",
    )[0];

  test.for<[string, string]>([
    ["# x", "\\# x"],
    ["- x", "\\- x"],
    ["+ x", "\\+ x"],
    ["---", "\\---"],
    ["===", "\\==="],
    ["1. x", "1\\. x"],
    ["12) x", "12\\) x"],
    ["126 of 2026", "126 of 2026"],
    ["C#", "C\\#"],
  ])("%s", ([caption, line]) => {
    expect(rendered(caption)).toBe(line);
  });

  test("keeps trailing number signs in a heading", () => {
    const heading = renderMarkdown(listPorts(126), { caption: "x ##", heading: 2 }).split("\n")[0];
    expect(heading).toBe("## x \\#\\#");
  });
});
