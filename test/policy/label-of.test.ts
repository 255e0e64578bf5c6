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

test("a rule of a policy has its own label", () => {
  const [rule] = createPolicy(126, { services: ["ssh"] }).rules;
  expect(rule && labelOf(rule)).toBe(rule?.label);
});

test("a rule of a firewall is labelled as open, and one of listeners by the processes", () => {
  expect(labelOf(access)).toBe("Open in the firewall");
  expect(labelOf({ ...access, decidedBy: null, processes: ["named", "sshd"] })).toBe("named, sshd");
  expect(labelOf({ ...access, decidedBy: null, processes: [] })).toBe("Listening");
});

test("the names of many processes are cut to 100 characters", () => {
  expect(processesText(Array.from({ length: 100 }, () => "😀"))).toBe(`${"😀, ".repeat(33)}😀`);
});
