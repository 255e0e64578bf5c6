import { expect, test } from "vitest";
import { wrongPhrases } from "../../../scripts/check-prose/wrong-phrases.ts";

const found = (path: string, content: string) =>
  wrongPhrases(path, content).map(({ line, phrase }) => [line, phrase]);

test("finds a rejected phrase in a comment, a docstring, a string and a template", () => {
  const content = [
    "// Loads it anew.",
    "const a = 'it is none';",
    ["const b = `$", "{a} beside $", "{a}`;"].join(""),
    "/** Says so many things. */",
    "function c() {}",
  ].join("\n");
  expect(found("a.ts", content)).toEqual([
    [1, "anew"],
    [2, "is none"],
    [3, "beside"],
    [4, "so many"],
  ]);
});

test("finds a phrase that spans two lines", () => {
  expect(found("a.ts", "// For want\n// of a better word.\n")).toEqual([[1, "For want of"]]);
  expect(found("a.ts", "/**\n * For want\n * of a better word.\n */\nlet a;")).toEqual([
    [1, "For want of"],
  ]);
  expect(found("a.md", "Title\n\nIt is for want\nof a better word.\n")).toEqual([
    [3, "for want of"],
  ]);
});

test("ignores code: names, regular expressions, examples and code in Markdown", () => {
  const example =
    "/**\n * Returns it.\n *\n * @example\n * ```ts\n * beside(); // beside\n * ```\n */";
  expect(found("a.ts", `${example}\nfunction beside() { return /anew/; }`)).toEqual([]);
  expect(
    found("a.md", "Call `beside`:\n\n```ts\nbeside(); // anew\n```\n\n[it](beside.md)\n"),
  ).toEqual([]);
});

test("finds phrases in the text of JSX elements and in JSON strings", () => {
  expect(found("a.tsx", "const a = <p>It is told.</p>;")).toEqual([[1, "is told"]]);
  expect(found("a.json", '{ "beside": 1,\n "text": "loaded anew" }')).toContainEqual([2, "anew"]);
});
