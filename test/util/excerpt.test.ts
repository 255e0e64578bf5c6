import { expect, test } from "vitest";
import { excerpt, oneLine } from "../../src/util/excerpt.ts";

test.for([
  ["a b", "a b"],
  ["  a \t b\n", "a b"],
  ["a\u0000\u001b[31mb", "a [31mb"],
  ["a\u00a0b", "a b"],
  ["", ""],
  ["x".repeat(80), "x".repeat(80)],
  ["x".repeat(81), `${"x".repeat(80)}…`],
  [`${"x".repeat(79)}😀y`, `${"x".repeat(79)}…`],
] as const)("puts %j on one line", ([text, line]) => {
  expect(oneLine(text)).toBe(line);
});

test("quotes part of an input", () => {
  expect(excerpt(' say "hi"\n')).toBe('"say \\"hi\\""');
});
