import { expect, test } from "vitest";
import { checkPlan } from "../../src/audit/check-plan.ts";
import { createPolicy, InvalidPolicyError, planUpgrade } from "../../src/index.ts";
import { thrown } from "../support/thrown.ts";

const plan = () => planUpgrade(118, 126);
const change = {
  action: "open",
  direction: "inbound",
  protocol: "tcp",
  ports: { from: 22, through: 22 },
  who: { sources: "any", except: [] },
  label: "SSH",
  reason: "needed",
};

test("accepts plans with and without an actual firewall", () => {
  checkPlan(plan());
  checkPlan({ ...plan(), pages: null, actual: createPolicy(126) } as never);
  checkPlan({ ...plan(), kept: ["x"], changes: [change] } as never);
});

test.for<[string, object, string]>([
  ["title", { title: null }, "title null"],
  ["version", { requested: "118" }, 'requested "118"'],
  ["coverage", { coverage: undefined }, "coverage undefined"],
  ["page", { pages: 126 }, "pages 126"],
  ["list of what is kept", { kept: "x" }, 'kept "x"'],
  ["thing that is kept", { kept: [5] }, "kept 5"],
  ["list of spared ports", { spared: null }, "spared null"],
  ["spared port", { spared: ["x"] }, 'spared "x"'],
  ["reason to spare", { spared: [change] }, "why undefined"],
  ["list of changes", { changes: {} }, "changes {}"],
  ["list of closable ports", { closable: {} }, "closable {}"],
  ["list of unknown ports", { unknown: {} }, "unknown {}"],
  ["change", { changes: ["x"] }, 'change "x"'],
  ["closable port", { closable: [5] }, "change 5"],
  ["unknown port", { unknown: [5] }, "change 5"],
  ["spared change", { spared: [{ why: "x" }] }, "action undefined"],
  ["action", { changes: [{ ...change, action: "drop" }] }, 'action "drop"'],
  ["label", { changes: [{ ...change, label: 5 }] }, "label 5"],
  ["reason", { changes: [{ ...change, reason: null }] }, "reason null"],
  ["audience", { changes: [{ ...change, who: "any" }] }, 'who "any"'],
  ["source", { changes: [{ ...change, who: { sources: ["x"], except: [] } }] }, 'source "x"'],
  ["port", { changes: [{ ...change, ports: { from: 0, through: 1 } }] }, "ports {"],
])("refuses a plan without a well-formed %s", ([, part, message]) => {
  const error = thrown(() => checkPlan({ ...plan(), ...part } as never));
  expect(error).toBeInstanceOf(InvalidPolicyError);
  expect(error.message).toContain(
    `the plan has an invalid value for ${message.replace(" ", ": ")}`,
  );
  expect(error.message).toMatch(
    /; expected a plan as returned by planAudit\(\) or planUpgrade\(\)$/,
  );
});

test("refuses a plan with a malformed actual firewall", () => {
  expect(() => checkPlan({ ...plan(), actual: {} } as never)).toThrow(InvalidPolicyError);
});
