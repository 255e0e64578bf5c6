import { describe, expect, test } from "vitest";
import { createPolicy, InvalidPolicyError } from "../../src/index.ts";
import type { Exposure, PortAccess } from "../../src/net/types.ts";
import { checkPolicy } from "../../src/policy/check-policy.ts";
import { thrown } from "../support/thrown.ts";

const access: PortAccess = {
  direction: "inbound",
  protocol: "tcp",
  ports: { from: 22, through: 22 },
  sources: ["192.0.2.1"],
  except: [],
};

const policy = {
  ...createPolicy(126),
  rules: [access],
  conditional: [{ ...access, conditions: [{}] }],
};

const exposure: Exposure = {
  title: "x",
  families: ["ipv4"],
  defaults: { inbound: "drop", outbound: "accept" },
  rules: [{ ...access, decidedBy: null }],
  undetermined: [{ ...access, reasons: [], decidedBy: null }],
  qualified: [{ ...access, qualification: "limited", reasons: [], decidedBy: null }],
  closed: [],
  openedBy: { inbound: null, outbound: null },
  notes: [],
};

const refusalOf = (input: object) => {
  const error = thrown(() => checkPolicy(input as never));
  expect(error).toBeInstanceOf(InvalidPolicyError);
  return error.message;
};

test("accepts policies and exposures", () => {
  checkPolicy(policy as never);
  checkPolicy(exposure);
  for (const qualification of [
    "may-be-closed-to-some",
    "may-be-open-to-some",
    "open-from-source-ports",
  ] as const) {
    checkPolicy({ ...exposure, qualified: [{ ...exposure.qualified[0], qualification } as never] });
  }
});

describe("a policy", () => {
  test.for<[string, object, string]>([
    ["title", { title: 5 }, "title: 5"],
    ["family", { families: ["ipv5"] }, 'families: ["ipv5"]'],
    ["non-empty list of families", { families: [] }, "families: []"],
    ["list of families", { families: "ipv4" }, 'families: "ipv4"'],
    [
      "inbound default",
      { defaults: { inbound: "reject", outbound: "accept" } },
      'default: "reject"',
    ],
    ["outbound default", { defaults: { inbound: "drop" } }, "default: undefined"],
    ["list of rules", { rules: {} }, "rules: {}"],
    ["rule", { rules: [null] }, "rule: null"],
    ["list of conditional rules", { conditional: undefined }, "conditional: undefined"],
    ["conditional rule", { conditional: ["x"] }, 'conditional: "x"'],
    ["conditional port", { conditional: [{ ...access, ports: 22 }] }, "ports: 22"],
    ["list of conditions", { conditional: [access] }, "conditions: undefined"],
    ["condition", { conditional: [{ ...access, conditions: ["x"] }] }, 'condition: "x"'],
    ["list of warnings", { warnings: "none" }, 'warnings: "none"'],
    ["warning", { warnings: ["none"] }, 'warning: "none"'],
  ])("is rejected without a valid %s", ([, change, part]) => {
    expect(refusalOf({ ...policy, ...change })).toBe(
      `the policy has an invalid value for ${part}; expected a policy as returned by createPolicy()`,
    );
  });
});

describe("an exposure", () => {
  test.for<[string, object, string]>([
    ["undetermined port", { undetermined: ["x"] }, 'undetermined: "x"'],
    ["reason", { undetermined: [access] }, "reasons: undefined"],
    ["undetermined port", { undetermined: [{ reasons: [] }] }, "direction: undefined"],
    ["qualified port", { qualified: ["x"] }, 'qualified: "x"'],
    ["qualification", { qualified: [{ ...access, reasons: [] }] }, "qualification: undefined"],
    ["reason", { qualified: [{ ...access, qualification: "limited" }] }, "reasons: undefined"],
    [
      "qualified port",
      { qualified: [{ qualification: "limited", reasons: [] }] },
      "direction: undefined",
    ],
    ["deciding place", { openedBy: null }, "openedBy: null"],
    ["closed port", { closed: ["x"] }, 'closed: "x"'],
    ["closed port", { closed: [{ ports: 22 }] }, "ports: 22"],
    ["note", { notes: ["x"] }, 'note: "x"'],
  ])("is rejected without a valid %s: %j", ([, change, part]) => {
    expect(refusalOf({ ...exposure, ...change })).toBe(
      `the exposure has an invalid value for ${part}; expected an exposure as returned by a parser`,
    );
  });
});

describe("a rule", () => {
  test.for<[object, string]>([
    [{ direction: "in" }, 'direction: "in"'],
    [{ protocol: "sctp" }, 'protocol: "sctp"'],
    [{ ports: { from: 0, through: 5 } }, 'ports: {"from":0,"through":5}'],
    [{ ports: { from: 5, through: 65536 } }, 'ports: {"from":5,"through":65536}'],
    [{ ports: { from: 5, through: 4 } }, 'ports: {"from":5,"through":4}'],
    [{ sources: "all" }, 'sources: "all"'],
    [{ sources: [] }, "sources: []"],
    [{ sources: ["192.0.2.1/24"] }, 'source: "192.0.2.1/24"'],
    [{ sources: ["2001:DB8::1"] }, 'source: "2001:DB8::1"'],
    [{ except: ["x"] }, 'source: "x"'],
    [{ except: undefined }, "except: undefined"],
  ])("is rejected with %j", ([change, part]) => {
    expect(refusalOf({ ...policy, rules: [{ ...access, ...change }] })).toContain(
      `the policy has an invalid value for ${part}; expected`,
    );
  });
});

test.for([null, 5, "policy"])("rejects %j as a policy", (input) => {
  expect(refusalOf(input as never)).toBe(
    `the policy is ${JSON.stringify(input)}; expected a policy as returned by createPolicy()`,
  );
});
