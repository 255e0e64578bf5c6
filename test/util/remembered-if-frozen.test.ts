import { expect, test } from "vitest";
import { deepFreeze, isDeeplyFrozen } from "../../src/util/deep-freeze.ts";
import { rememberedIfFrozen } from "../../src/util/remembered-if-frozen.ts";

const sum = rememberedIfFrozen(({ list }: { readonly list: readonly number[] }) => ({
  sum: list.reduce((all, each) => all + each, 0),
}));

test("computes the result for a deeply frozen object once", () => {
  const frozen = deepFreeze({ list: [1, 2] });
  expect(sum(frozen)).toEqual({ sum: 3 });
  expect(sum(frozen)).toBe(sum(frozen));
});

test("computes the result for a mutable object each time", () => {
  const list = [1];
  const shallow = Object.freeze({ list });
  expect(deepFreeze(shallow)).toBe(shallow);
  expect(isDeeplyFrozen(shallow)).toBe(false);
  expect(sum(shallow)).toEqual({ sum: 1 });
  list.push(2);
  expect(sum(shallow)).toEqual({ sum: 3 });
});

test("does not treat a part of a frozen object as deeply frozen", () => {
  const part = { list: [1] };
  deepFreeze({ part, text: "x", none: null });
  expect(Object.isFrozen(part.list)).toBe(true);
  expect(isDeeplyFrozen(part)).toBe(false);
});
