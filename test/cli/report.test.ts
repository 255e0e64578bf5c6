import { stripVTControlCharacters } from "node:util";
import { expect, test } from "vitest";
import { renderReport } from "../../src/cli/report.ts";
import { runCli } from "../support/run-cli.ts";

const io = {
  stdout: () => {},
  stderr: () => {},
  readFile: () => new Uint8Array(),
  readDirectory: () => undefined,
  writeFile: () => {},
  isTypedIn: () => false,
  isPipedIn: () => false,
  isTerminal: false,
  today: () => "2026-08-01",
  env: {},
};
const hostile = "a\u202eb\u2066c\u009b31m\u2028d";

test("escapes characters in JSON that control a terminal or reorder text", () => {
  const table = { columns: [], rows: [] };
  const report = { title: "", sections: [], records: () => table, data: [{ text: hostile }] };
  const json = renderReport(report, "json", io);
  expect(json.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
  expect(JSON.parse(json)).toEqual([{ text: hostile }]);
});

test("colors text only on a terminal, and never with NO_COLOR or a dumb terminal", () => {
  const csi = "\u001b[";
  const args = ["diff", "112", "126"];
  const { stdout } = runCli(args, { isTerminal: true });
  expect(stdout).toContain(`${csi}31mremoved`);
  expect(stdout).toContain(`${csi}33mchanged`);
  const [title, , titles, firstRow] = stdout.split("\n");
  expect(title).toMatch(/^\S\[1mcPanel & WHM 112 to 126: .+\S\[22m$/);
  expect(titles).toContain(`${csi}2mChange`);
  expect(firstRow).not.toContain(`${csi}2m`);
  expect(runCli(["diff", "126", "118"], { isTerminal: true }).stdout).toContain(`${csi}32madded`);
  expect(stripVTControlCharacters(stdout)).toBe(runCli(args).stdout);
  for (const [isTerminal, env] of [
    [false, {}],
    [true, { NO_COLOR: "1" }],
    [true, { TERM: "dumb" }],
  ] as const) {
    expect(runCli(args, { isTerminal, env }).stdout).not.toContain(csi);
  }
  expect(runCli(args, { isTerminal: true, env: { NO_COLOR: "" } }).stdout).toContain(csi);
  for (const format of ["json", "csv", "markdown", "html"]) {
    const dressed = runCli([...args, "--format", format], { isTerminal: true });
    expect(dressed.stdout).not.toContain(csi);
  }
});

test("puts the title and headings into the captions of HTML tables", () => {
  const captions = (...args: string[]) =>
    [...runCli([...args, "--format", "html"]).stdout.matchAll(/<caption>(.*)<\/caption>/g)].map(
      (match) => match[1],
    );
  expect(captions("list", "126", "--service", "ssh")).toEqual([
    "cPanel &amp; WHM 126: 1 port (page 126, last modified 2025-09-02)",
  ]);
  expect(captions("show", "2079")).toEqual([
    "Port 2079, releases 102 to 112",
    "releases 114 to 126",
  ]);
  expect(captions("diff", "112", "114")[1]).toBe("Why");
  expect(captions("diff", "120", "122")).toHaveLength(1);
});
