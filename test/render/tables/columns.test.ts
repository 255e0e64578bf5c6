import { describe, expect, test } from "vitest";
import {
  createPolicy,
  defineEntry,
  diffReleases,
  listPorts,
  planUpgrade,
} from "../../../src/index.ts";
import {
  renderCsv,
  renderHtml,
  renderMarkdown,
  renderText,
  toTable,
} from "../../../src/render/index.ts";
import { portColumns } from "../../../src/render/tables/port-columns.ts";
import { thrown } from "../../support/thrown.ts";

const ssh = listPorts(126, { service: "ssh" });
const columns = [
  "service",
  "port",
  { title: "Url", value: (entry: { port: number }) => `port ${entry.port}` },
] as const;

describe("the columns of a table of ports", () => {
  test("are the chosen columns in the chosen order, in every format", () => {
    expect(renderText(ssh, { columns })).toBe("Service  Port  Url\nSSH        22  port 22\n");
    expect(renderMarkdown(ssh, { columns })).toBe(
      "| Service | Port | Url |\n| --- | ---: | --- |\n| SSH | 22 | port 22 |\n",
    );
    expect(renderHtml(ssh, { columns })).toContain('<th scope="col">Url</th>');
    expect(renderCsv(ssh, { columns })).toBe("service,port,Url\r\nSSH,22,port 22\r\n");
  });

  test("can be custom, aligned and numeric", () => {
    const own = [
      { title: "Next", align: "right", value: (entry: { port: number }) => entry.port + 1 },
    ] as const;
    expect(renderMarkdown(ssh, { columns: own })).toBe("| Next |\n| ---: |\n| 23 |\n");
  });

  test("are chosen by heading in tables of anything other than ports", () => {
    const policy = createPolicy(126, { services: "ssh", allowFrom: { ssh: "192.0.2.1" } });
    expect(renderText(policy, { columns: ["Port", "From"] })).toMatch(
      /^Port {2}From\n {2}22 {2}192/,
    );
    expect(renderCsv(policy, { columns: ["from_port", "sources"] })).toBe(
      "from_port,sources\r\n22,192.0.2.1\r\n68,0.0.0.0/0\r\n546,fe80::/10\r\n",
    );
    expect(renderCsv(diffReleases(118, 126), { columns: ["What"] })).toBe(
      "What\r\nport 2091\r\nport 2195\r\n",
    );
    expect(
      renderText(planUpgrade(120, 118, { conditions: "all" }), { columns: ["Change", "Port"] }),
    ).toBe("Change  Port\nopen    2091\n");
  });

  test.for<[unknown, string]>([
    ["protcol", "protocol"],
    ["Port", "port"],
    ["iananames", "ianaNames"],
  ])("suggests the nearest column for %j", ([column, suggestion]) => {
    const error = thrown(() => renderText(ssh, { columns: [column as "port"] }));
    expect(error).toMatchObject({ field: "columns", input: column, suggestion });
    expect(error.message).toContain("; expected any of port, service, protocol");
  });

  test.for<unknown>([[], "port", { length: 1 }])("must be a list, not %j", (wrong) => {
    expect(() => renderText(ssh, { columns: wrong as [] })).toThrow(
      /^columns is .*; expected a list of columns: any of port, /,
    );
  });

  test.for<unknown>([[null], [{ title: "x" }], [{ title: 1, value: String }], [[]]])(
    "are refused as %j",
    (wrong) => {
      const options = { columns: wrong as [] };
      for (const render of [renderText, renderMarkdown, renderHtml, renderCsv]) {
        expect(() => render(ssh, options)).toThrow(
          /^columns: .* is not a column[ ;].*expected any of /,
        );
      }
      expect(() => toTable(ssh, options)).toThrow("is not a column");
    },
  );
});

describe("toTable", () => {
  test("returns frozen headings and rows", () => {
    const table = toTable(ssh);
    expect(table.columns.map(({ title }) => title)).toEqual([
      "Port",
      "Service",
      "Protocol",
      "Direction",
      "Protection",
      "Condition",
    ]);
    expect(table.rows).toEqual([["22", "SSH", "tcp", "in", "SSH", ""]]);
    expect([table, table.rows, table.rows[0], table.columns[0]].every(Object.isFrozen)).toBe(true);
  });

  test("shows every column of every port", () => {
    const names = Object.keys(portColumns) as (keyof typeof portColumns)[];
    const { columns: shown, rows } = toTable(listPorts(102), { columns: names });
    expect(shown).toHaveLength(names.length);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([names.length]));
    expect(
      toTable(ssh, { columns: ["tcp", "localhost", "services", "sourcePorts", "documented"] }).rows,
    ).toEqual([["yes", "no", "ssh", "undocumented", "yes"]]);
  });

  test("leaves documented facts of a custom port empty", () => {
    const panel = defineEntry({
      port: 8443,
      protocol: "tcp",
      direction: "inbound",
      service: "Panel",
    });
    const chosen = ["port", "tcp", "localhost", "note", "documented"] as const;
    expect(toTable([panel], { columns: chosen }).rows).toEqual([["8443", "yes", "", "", "no"]]);
    expect(renderCsv([panel], { columns: chosen })).toBe(
      "port,tcp,localhost,note,documented\r\n8443,true,,,false\r\n",
    );
  });

  test("accepts only ports", () => {
    expect(() => toTable(createPolicy(126) as never)).toThrow("expected ports");
    expect(toTable([]).rows).toEqual([]);
  });
});

describe("captions and headings", () => {
  const caption = "SSH <& more>";

  test("are above the table", () => {
    expect(renderText(ssh, { caption, columns: ["port"] })).toBe(`${caption}\n\nPort\n  22\n`);
    expect(renderHtml(ssh, { caption })).toContain("<caption>SSH &lt;&amp; more&gt;</caption>");
    expect(renderMarkdown(ssh, { caption, columns: ["port"] })).toMatch(
      /^SSH .*more.*\n\n\| Port \|\n/,
    );
    expect(renderText(ssh, { caption: "a\nb" })).toMatch(/^a[^\n]+b\n\nPort/);
  });

  test("are Markdown headings of a given level, one level below for a second table", () => {
    expect(renderMarkdown(ssh, { heading: 3, caption: "SSH" })).toMatch(/^### SSH\n\n\| Port/);
    expect(renderMarkdown(ssh, { heading: 1 })).toMatch(/^# Ports of cPanel \\& WHM\n\n/);
    const diff = renderMarkdown(diffReleases(118, 126), { heading: 2 });
    expect(diff.match(/^#+ .*/gm)).toEqual([expect.stringMatching(/^## /), "### Why"]);
    expect(renderMarkdown(diffReleases(118, 126), { heading: 6 }).match(/^#+ Why/gm)).toEqual([
      "###### Why",
    ]);
  });

  test.for<unknown>([0, 7, 1.5, "2", null])("refuse the level %j", (heading) => {
    expect(() => renderMarkdown(ssh, { heading: heading as number })).toThrow(
      "expected a level from 1 to 6",
    );
  });

  test("refuse a caption that is not a string", () => {
    for (const render of [renderText, renderMarkdown, renderHtml]) {
      expect(() => render(ssh, { caption: 1 as unknown as string })).toThrow(
        "caption is 1; expected a string",
      );
    }
  });
});
