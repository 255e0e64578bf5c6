import { expect, test } from "vitest";
import { placeText } from "../../src/net/place-text.ts";

test("names a place by its input, unless it is the first, and its line, if any", () => {
  expect(placeText({ input: 0, line: 3 })).toBe("line 3");
  expect(placeText({ input: 1, line: 3 })).toBe("input 2, line 3");
  expect(placeText({ input: 1, line: null })).toBe("input 2");
  expect(placeText({ input: 0, line: null })).toBe("");
});
