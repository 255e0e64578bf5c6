import { expect, test } from "vitest";
import { joinClauses } from "../../src/util/join-clauses.ts";

test.for([
  [["a", "b"], "a; b"],
  [
    ["Nothing replaced it.", "only if it is installed"],
    "Nothing replaced it; only if it is installed",
  ],
  [
    ["126 does not document it", "Nothing replaced it."],
    "126 does not document it; Nothing replaced it.",
  ],
  [["One. Two.", "3.14"], "One. Two; 3.14"],
  [[], ""],
] as const)("joins %j", ([parts, text]) => {
  expect(joinClauses(parts)).toBe(text);
});
