import { expect, test } from "vitest";
import { measured } from "../support/measured.ts";

const auditBans = measured(new URL("support/audit-bans.ts", import.meta.url));

test("processes a list of bans once, not once for each port", async () => {
  const few = await auditBans("10");
  const many = await auditBans("10000");
  // One pass for open addresses, one for the rest.
  expect(many.steps - few.steps).toBeLessThan(100 * 10_000);
  expect(many.megabytes).toBeLessThan(50);
  expect(Number(many.result)).toBeLessThan(2 * Number(few.result));
});
