import { expect, test } from "vitest";
import { createPolicy } from "../../src/index.ts";
import { labelOf, processesText } from "../../src/policy/label-of.ts";

const access = {
  direction: "inbound",
  protocol: "tcp",
  ports: { from: 22, through: 22 },
  sources: "any",
  except: [],
} as const;

test("returns the label of a policy's rule", () => {
  const [rule] = createPolicy(126, { services: ["ssh"] }).rules;
  expect(rule && labelOf(rule)).toBe(rule?.label);
});

test("returns the same label for all rules of a firewall, and the processes for a rule of listeners", () => {
  expect(labelOf(access)).toBe("Open in the firewall");
  expect(labelOf({ ...access, decidedBy: null, processes: ["named", "sshd"] })).toBe("named, sshd");
  expect(labelOf({ ...access, decidedBy: null, processes: [] })).toBe("Listening");
});

test("cuts the names of many processes to 100 characters", () => {
  expect(processesText(Array.from({ length: 100 }, () => "😀"))).toBe(`${"😀, ".repeat(33)}😀`);
});
