import { expect, test } from "vitest";
import { aboutFile } from "../../src/cli/about-file.ts";
import { WrongQuestion } from "../../src/cli/wrong-question.ts";
import { createPolicy } from "../../src/index.ts";

test("adds the file name to the error of a rejected value, and rethrows all other errors", () => {
  const refused = () =>
    aboutFile("web.json", () => createPolicy(126, { services: "imapp" as string }));
  expect(refused).toThrow(WrongQuestion);
  expect(refused).toThrow(/^web\.json: services is "imapp" \(did you mean imap\?\)/);

  const fault = new TypeError("a fault");
  expect(() =>
    aboutFile("web.json", () => {
      throw fault;
    }),
  ).toThrow(fault);
  expect(aboutFile("web.json", () => 1)).toBe(1);
});
