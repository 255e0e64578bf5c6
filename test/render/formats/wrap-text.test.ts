import { expect, test } from "vitest";
import { cutText, wrapText } from "../../../src/render/formats/wrap-text.ts";

test("wraps text between words, at the width and not before", () => {
  expect(wrapText("one two three", 7, "", "")).toEqual(["one two", "three"]);
  expect(wrapText("one two three", 6, "", "")).toEqual(["one", "two", "three"]);
  expect(wrapText("one", 7, "", "")).toEqual(["one"]);
  expect(wrapText("", 7, "", "")).toEqual([""]);
});

test("counts the prefixes of the first and the other lines toward the width", () => {
  expect(wrapText("one two three four", 10, "- ", "  ")).toEqual([
    "- one two",
    "  three",
    "  four",
  ]);
});

test("keeps a word longer than a line whole", () => {
  expect(wrapText("a longer-than-that b", 5, "", "> ")).toEqual(["a", "> longer-than-that", "> b"]);
});

test("counts wide characters as two columns", () => {
  expect(wrapText("日本 語", 6, "", "")).toEqual(["日本", "語"]);
  expect(wrapText("日本 語", 7, "", "")).toEqual(["日本 語"]);
});

test("cuts text that is too wide, with the ellipsis within the width", () => {
  expect(cutText("abcdef", 6)).toBe("abcdef");
  expect(cutText("abcdef", 5)).toBe("abcd…");
  expect(cutText("日本語", 6)).toBe("日本語");
  expect(cutText("日本語", 5)).toBe("日本…");
  expect(cutText("日本語", 4)).toBe("日…");
  expect(cutText("", 0)).toBe("");
});
