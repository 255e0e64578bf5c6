import { expect, test } from "vitest";
import { parseIptables } from "../../src/parse/index.ts";

/** Returns the line that opens TCP 22 in a chain with policy drop; the first rule is on line 5. */
function openedBy(...rules: readonly string[]): number | null | undefined {
  const text = ["*filter", ":INPUT DROP [0:0]", ":marked - [0:0]", ":web - [0:0]", ...rules];
  const { rules: open } = parseIptables(`${text.join("\n")}\nCOMMIT\n`);
  return open.find(({ ports }) => ports.from <= 22 && 22 <= ports.through)?.decidedBy?.line;
}

test("prefers the rule that certainly accepts to one that might accept", () => {
  expect(
    openedBy(
      "-A INPUT -p tcp -m mark --mark 1 -j ACCEPT",
      "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT",
    ),
  ).toBe(6);
});

test("treats accepts in a chain that might be entered as possible accepts", () => {
  expect(
    openedBy(
      "-A INPUT -m mark --mark 1 -j marked",
      "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT",
      "-A marked -p tcp -j ACCEPT",
    ),
  ).toBe(6);
});

test("treats accepts after such a chain as certain again", () => {
  expect(
    openedBy(
      "-A INPUT -m mark --mark 1 -j marked",
      "-A INPUT -p tcp -m mark --mark 2 -j ACCEPT",
      "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT",
      "-A marked -p tcp -m tcp --dport 80 -j ACCEPT",
    ),
  ).toBe(7);
});

test("treats accepts in a chain that is certainly entered as certain", () => {
  expect(
    openedBy(
      "-A INPUT -p tcp -m mark --mark 1 -j ACCEPT",
      "-A INPUT -j web",
      "-A web -p tcp -m tcp --dport 22 -j ACCEPT",
    ),
  ).toBe(7);
});
