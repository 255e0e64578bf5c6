import { expect, test } from "vitest";
import { sampledRanges } from "../../../scripts/mutation/sample.ts";

const statements = Array.from({ length: 400 }, (_, index) => `const a${index} =\n  ${index};`);
const text = statements.join("\n");

test("samples whole statements at the given rate", () => {
  const ranges = sampledRanges("src/a.ts", text, { every: 4, seed: 1 });
  expect(ranges.length).toBeGreaterThan(70);
  expect(ranges.length).toBeLessThan(130);
  for (const range of ranges) {
    const [, from, to] = /^src\/a\.ts:(\d+)-(\d+)$/.exec(range) ?? [];
    expect(Number(from) % 2).toBe(1);
    expect(Number(to)).toBe(Number(from) + 1);
  }
});

test("samples the same statements for the same seed, and different ones for another seed", () => {
  const of = (seed: number) => sampledRanges("src/a.ts", text, { every: 4, seed });
  expect(of(1)).toEqual(of(1));
  expect(of(2)).not.toEqual(of(1));
});
