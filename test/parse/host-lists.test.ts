import { expect, test } from "vitest";
import { checkHostLists } from "../../src/parse/host-lists.ts";
import { thrown } from "../support/thrown.ts";

test("accepts the kinds of host lists, and rejects anything else", () => {
  checkHostLists(undefined);
  checkHostLists({});
  checkHostLists({ 0: "allow", 1: "deny", 2: undefined } as never);
  expect(thrown(() => checkHostLists({ 0: "allow", 1: "ban" } as never))).toMatchObject({
    code: "invalid-option",
    field: "lists",
    input: "ban",
    expected: '"allow" or "deny"',
    accepted: ["allow", "deny"],
    message: expect.stringContaining('lists has "ban" for input 2 (index 1)'),
  });
});
