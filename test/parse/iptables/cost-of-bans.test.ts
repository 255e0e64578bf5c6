import { expect, test } from "vitest";
import { measured } from "../../support/measured.ts";

test("spends little more on a long list of bans than on reading it", async () => {
  const read = measured(new URL("support/read-bans.ts", import.meta.url));
  const few = await read("10");
  const many = await read("10000");
  expect(many.result).toBe(10_000);
  expect((many.steps - few.steps) / 10_000).toBeLessThan(1000);
});
