import { expect, test } from "vitest";
import { renderReport } from "../../src/cli/report.ts";

const io = {
  stdout: () => {},
  stderr: () => {},
  readFile: () => new Uint8Array(),
  writeFile: () => {},
  isTerminal: false,
  env: {},
};
const hostile = "a\u202eb\u2066c\u009b31m\u2028d";

test("JSON escapes characters that could steer a terminal or reorder text", () => {
  const table = { columns: [], rows: [] };
  const report = { title: "", sections: [], records: table, data: [{ text: hostile }] };
  const json = renderReport(report, "json", io);
  expect(json.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
  expect(JSON.parse(json)).toEqual([{ text: hostile }]);
});
