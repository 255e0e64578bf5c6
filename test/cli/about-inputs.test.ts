import { expect, test } from "vitest";
import { aboutInputs } from "../../src/cli/about-inputs.ts";
import { WrongQuestion } from "../../src/cli/wrong-question.ts";
import { InvalidConfigurationError } from "../../src/errors.ts";
import { runCli } from "../support/run-cli.ts";

test.each([
  ["line 3 is odd", "csf.conf:3: is odd"],
  ["line 3 of input 2 is odd", "csf.deny:3: is odd"],
  ["input 2 could be csf.allow", "csf.deny could be csf.allow"],
  ["the input is cut off", "the input is cut off"],
])("names the file instead of the input: %s", (message, expected) => {
  const parse = () => {
    throw new InvalidConfigurationError(message, "", undefined);
  };
  expect(() => aboutInputs(["csf.conf", "csf.deny"], parse)).toThrow(new WrongQuestion(expected));
});

test("names the only file, and passes on other errors", () => {
  const fail = (error: Error) => () => {
    throw error;
  };
  const cutOff = new InvalidConfigurationError("the input is cut off", "", undefined);
  expect(() => aboutInputs(["a.rules"], fail(cutOff))).toThrow("a.rules is cut off");
  expect(() => aboutInputs(["a$&.rules"], fail(cutOff))).toThrow("a$&.rules is cut off");
  expect(() => aboutInputs(["a.rules"], fail(new RangeError("line 1 is odd")))).toThrow(
    new RangeError("line 1 is odd"),
  );
});

test("says how to name lists of CSF", () => {
  const files = { "csf.conf": 'TCP_IN = "22"\n', "bans.txt": "203.0.113.9\n" };
  expect(runCli(["audit", "126", "csf.conf", "bans.txt"], { files }).stderr).toContain(
    "cpanel-ports: bans.txt could be csf.allow or csf.deny: its comments do not say which, or they contradict each other; name the file csf.allow or csf.deny, or keep the comments",
  );
});
