import { describe, expect, test } from "vitest";
import { addressesOf } from "../../src/net/network-list.ts";
import type { Family, Origin } from "../../src/net/types.ts";
import { firstReasons } from "../../src/parse/first-reasons.ts";
import { mergeDeciding } from "../../src/parse/merge-deciding.ts";
import { outweighs } from "../../src/parse/outweighs.ts";

const at = (line: number): Origin => ({ input: 0, line, text: "", table: null, chain: null });

describe("the reasons of a span of ports", () => {
  const numbered = (count: number) => Array.from({ length: count }, (_, index) => `${index}`);

  test("lists up to ten reasons", () => {
    expect(firstReasons(numbered(10))).toEqual(numbered(10));
  });

  test("counts reasons beyond ten", () => {
    expect(firstReasons(numbered(12))).toEqual([...numbered(10), "2 more reasons"]);
  });
});

describe("adjacent intervals", () => {
  const merge = (...parts: readonly (readonly [number, number, string, Origin | null])[]) =>
    mergeDeciding(
      parts.map(([from, through, name, origin]) => ({ from, through, value: { name, origin } })),
      (a, b) => a.name === b.name,
      ({ origin }) => origin,
    ).map(({ ports: { from, through }, value, decidedBy }) => [
      from,
      through,
      value.name,
      decidedBy?.line ?? null,
    ]);

  test("are joined if they are equal and the same place decided", () => {
    const first = at(1);
    expect(merge([1, 2, "a", first], [3, 9, "a", first])).toEqual([[1, 9, "a", 1]]);
    expect(merge([1, 2, "a", null], [3, 9, "a", null])).toEqual([[1, 9, "a", null]]);
  });

  test("stay apart if different places decided", () => {
    expect(merge([1, 2, "a", at(1)], [3, 9, "a", at(2)])).toEqual([
      [1, 2, "a", 1],
      [3, 9, "a", 2],
    ]);
  });

  test("stay apart if they differ or are not adjacent", () => {
    expect(merge([1, 2, "a", at(1)], [3, 9, "b", at(2)], [11, 12, "b", at(3)])).toEqual([
      [1, 2, "a", 1],
      [3, 9, "b", 2],
      [11, 12, "b", 3],
    ]);
  });
});

test("lets packets outweigh packets of the same family with fewer addresses", () => {
  const of = (family: Family, network: string) => ({
    family,
    packets: { remotes: addressesOf([network], family) },
  });
  const [few, many] = [of("ipv4", "192.0.2.1"), of("ipv4", "198.51.100.0/24")];
  expect(outweighs(many, few)).toBe(true);
  expect(outweighs(few, many)).toBe(false);
  expect(outweighs(many, many)).toBe(false);
  expect(outweighs(of("ipv6", "2001:db8::/32"), few)).toBe(false);
});
