import { expect, test } from "vitest";
import { lineErrors } from "../../src/parse/line-error.ts";

const errorAt = lineErrors("rules");

test.for([
  [{ input: 0, line: 3 }, "line 3 is odd; expected rules"],
  [{ input: 1, line: 3 }, "line 3 of input 2 is odd; expected rules"],
  [{ input: 0, line: null }, "the input is odd; expected rules"],
  [{ input: 1, line: null }, "input 2 is odd; expected rules"],
] as const)("names the place %j as the subject of a message", ([place, message]) => {
  expect(errorAt(place, "is odd", "x")).toMatchObject({
    name: "InvalidConfigurationError",
    message,
    input: "x",
    line: place.line ?? undefined,
  });
});
