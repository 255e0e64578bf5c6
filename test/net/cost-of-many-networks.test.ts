import { expect, test } from "vitest";
import { measured } from "../support/measured.ts";

test("creates no more networks from many addresses than it lists", async () => {
  // The other addresses form more than two million networks, which need 43 million steps and 840 MB.
  const { result, steps, megabytes } = await measured(
    new URL("support/who-may-of-many.ts", import.meta.url),
  )("30000");
  expect(result).toEqual([30_000, 30_000]);
  expect(steps).toBeLessThan(5_000_000);
  expect(megabytes).toBeLessThan(100);
});
