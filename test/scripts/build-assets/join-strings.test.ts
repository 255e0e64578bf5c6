import { expect, test } from "vitest";
import { joinStrings } from "../../../scripts/build-assets/join-strings.ts";

test("joins a string that continues on the next line", () => {
  expect(joinStrings('a="ip\\\nv6";\nb="\\\\\\\nx"')).toBe('a="ipv6";\nb="\\\\x"');
});

test("does not join a line that ends with an escaped backslash", () => {
  expect(joinStrings("`a\\\\\nb`")).toBe("`a\\\\\nb`");
});
