import { expect, test } from "vitest";
import { aroundPort } from "../../src/util/around-port.ts";

const list = Array.from({ length: 60 }, (_, index) => 2000 + index).join();

test.for<readonly [string, string, number, RegExp]>([
  ["a short line", "tcp dport 22 accept", 22, /^tcp dport 22 accept$/],
  ["a port in a list", `TCP_IN = "${list}"`, 2030, /^TCP_IN = "…[\d,]*,2030,[\d,]*…$/],
  ["the last port", `TCP_IN = "${list}"`, 2059, /^TCP_IN = "…[\d,]*,2059"$/],
  ["the first port of a setting", `TCP_IN = "${list}"`, 2000, /^TCP_IN = "2000,[\d,]*…$/],
  ["a setting of APF", `IG_TCP_CPORTS="${list}"`, 2030, /^IG_TCP_CPORTS="…[\d,]*,2030,[\d,]*…$/],
  ["a set of nftables", `\telements = { ${list} }`, 2030, /^\telements = \{ …[\d,]*,2030,[\d,]*…$/],
  ["a setting with a long name", `${"X".repeat(50)}="${list}"`, 2030, /^…[\d,]*,2030,[\d,]*…$/],
  ["a port at the start", `22,${list}`, 22, /^22,[\d,]*…$/],
  [
    "a range",
    `-s 192.0.2.30 ${"x".repeat(99)} 1000:2999 ${"y".repeat(99)}`,
    2030,
    /^….*1000:2999.*…$/,
  ],
  ["a range with a dash", `${"x".repeat(99)} 25-30 ${"y".repeat(99)}`, 26, /^….*25-30.*…$/],
  [
    "a port that is part of an address",
    `-s 22.0.2.22 ${"x".repeat(99)} --dport 22`,
    22,
    /--dport 22$/,
  ],
  ["a line without the port", `@named ${"x".repeat(99)}`, 22, /^@named x+…$/],
  ["other ranges", `${"x".repeat(99)} 1-2`, 22, /^x+…$/],
])("shortens %s", ([, line, port, expected]) => {
  expect(aroundPort(line, port)).toMatch(expected);
  expect(aroundPort(line, port).replaceAll("…", "").length).toBeLessThanOrEqual(80);
});

test("leaves no half of a character", () => {
  const line = `${"😀".repeat(60)} 22 ${"😀".repeat(60)}`;
  for (const length of [40, 41, 42, 43]) {
    expect(aroundPort(line, 22, length)).not.toMatch(/^…[\uDC00-\uDFFF]|[\uD800-\uDBFF]…$/);
  }
});
