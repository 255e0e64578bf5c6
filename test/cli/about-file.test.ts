import { expect, test } from "vitest";
import { aboutFile } from "../../src/cli/about-file.ts";
import { WrongQuestion } from "../../src/cli/wrong-question.ts";
import { createPolicy } from "../../src/index.ts";

test("names the file of a value that is refused, and passes on a fault of the program", () => {
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
