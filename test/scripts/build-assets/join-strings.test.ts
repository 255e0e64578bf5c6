import { expect, test } from "vitest";
import { joinStrings } from "../../../scripts/build-assets/join-strings.ts";

test("a string that goes on in the next line is on one line", () => {
  expect(joinStrings('a="ip\\\nv6";\nb="\\\\\\\nx"')).toBe('a="ipv6";\nb="\\\\x"');
});

test("a line that ends with a backslash of its own stays", () => {
  expect(joinStrings("`a\\\\\nb`")).toBe("`a\\\\\nb`");
});
