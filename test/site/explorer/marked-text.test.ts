import { expect, test } from "vitest";
import { lineIndex } from "../../../site/explorer/parts/marked-text/line-index.ts";
import { shownLine } from "../../../site/explorer/parts/marked-text/shown-line.ts";

function linesOf(text: string): readonly string[] {
  const { count, line } = lineIndex(text);
  return Array.from({ length: count }, (_, index) => line(index + 1));
}

test.for([
  ["", [""]],
  ["a", ["a"]],
  ["a\n", ["a"]],
  ["a\nb", ["a", "b"]],
  ["a\n\nb\n", ["a", "", "b"]],
  ["\n", [""]],
  ["\n\n", ["", ""]],
] as const)("finds the lines of %j", ([text, lines]) => {
  expect(linesOf(text)).toEqual(lines);
});

test("finds the last line of millions", () => {
  const { count, line } = lineIndex(`${"a\n".repeat(3_000_000)}last`);
  expect(count).toBe(3_000_001);
  expect(line(3_000_001)).toBe("last");
});

test.for([
  ["\ttcp dport 22\r", "\ttcp dport 22"],
  ["a\u202eb\u0007\u2028", "a\\u{202e}b\\u{7}\\u{2028}"],
  ["<script>", "<script>"],
  ["x".repeat(1500), `${"x".repeat(1000)} … 500 more characters`],
  ["x".repeat(1000), "x".repeat(1000)],
] as const)("shows %j as text", ([line, shown]) => {
  expect(shownLine(line)).toBe(shown);
});
