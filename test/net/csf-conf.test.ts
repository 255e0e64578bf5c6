import { describe, expect, test } from "vitest";
import { csfLines, readCsfAssignment } from "../../src/net/csf-conf.ts";

describe("csfLines", () => {
  test("ends lines where CSF does, and numbers them as editors do", () => {
    expect([...csfLines("a\r\nb\fc\u2028d\n\ne")]).toEqual([
      { content: "a", end: "\r\n", line: 1 },
      { content: "b", end: "\f", line: 2 },
      { content: "c", end: "\u2028", line: 2 },
      { content: "d", end: "\n", line: 2 },
      { content: "", end: "\n", line: 3 },
      { content: "e", end: "", line: 4 },
    ]);
  });

  test.for(["\n", "\r\n", "\v", "\f", "\r", "\u0085", "\u2028", "\u2029"])(
    "ends a line at %j, but not at a letter",
    (end) => {
      const lines = Array.from(csfLines(`V${end}F`), ({ content }) => content);
      expect(lines).toEqual(["V", "F"]);
    },
  );

  test("loses no character of the file", () => {
    for (const text of ["", "\n", "a\r\r\n\vb\u0085", "TCP_IN = 1\n\n"]) {
      const lines = Array.from(csfLines(text), ({ content, end }) => content + end);
      expect(lines.join("")).toBe(text);
    }
  });
});

describe("readCsfAssignment", () => {
  test.for([
    ['TCP_IN = "22,80"', "TCP_IN", "22,80"],
    ['  T CP_IN="22" # "open"', "TCP_IN", '22" # "open'],
    ['LF_SPI = 1 "', "LF_SPI", undefined],
    ["LF_SPI = 1", "LF_SPI", undefined],
    ['"LF_SPI = 1', '"LF_SPI', undefined],
    ['A "B = ""', 'A"B', ""],
  ] as const)("reads %s", ([content, name, value]) => {
    expect(readCsfAssignment(content)).toEqual({ name, value });
  });

  test.for(["", "# A = 1", '  # A = "1"', "no equals sign"])("skips %j", (content) => {
    expect(readCsfAssignment(content)).toBeUndefined();
  });
});
