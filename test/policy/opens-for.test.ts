import { expect, test } from "vitest";
import { opensFor } from "../../src/policy/opens-for.ts";

test("counts only inbound rules as opening ports for a service", () => {
  expect(opensFor("ssh", { direction: "inbound", services: ["whm", "ssh"] })).toBe(true);
  expect(opensFor("ssh", { direction: "inbound", services: ["whm"] })).toBe(false);
  expect(opensFor("ssh", { direction: "outbound", services: ["ssh"] })).toBe(false);
});
