import { describe, expect, test } from "vitest";
import {
  auditFirewall,
  createPolicy,
  InvalidPolicyError,
  planAudit,
  planUpgrade,
} from "../../src/index.ts";
import { parseListeners, parseSshd } from "../../src/parse/index.ts";
import { thrown } from "../support/thrown.ts";

const policy = createPolicy(126);
const listeners = parseListeners(
  `Netid State  Recv-Q Send-Q Local Address:Port Peer Address:Port Process
tcp   LISTEN 0      128          0.0.0.0:22        0.0.0.0:*     users:(("sshd",pid=1,fd=3))`,
);
const ssh = parseSshd("Port 2222\n");

describe("facts about a server", () => {
  test("accepts parsed listeners and SSH ports", () => {
    const known = { listeners, ssh };
    expect(auditFirewall(126, policy, known).sshPorts).toEqual([22, 2222]);
    expect(planUpgrade(110, 126, policy, known).changes).toEqual(
      planUpgrade(110, 126, policy).changes,
    );
  });

  test.for([
    ["listeners", "tcp LISTEN 0 128 *:22 *:*", "the result of parseListeners"],
    ["listeners", policy, "the result of parseListeners"],
    ["listeners", { ...listeners, rules: [{}] }, "the result of parseListeners"],
    ["ssh", "Port 2222", "the result of parseSshd"],
    ["ssh", 5, "the result of parseSshd"],
    ["ssh", { ...ssh, listeners: [{ port: "2222", families: [] }] }, "the result of parseSshd"],
    ["ssh", { ...ssh, listeners: [{ port: 2222 }] }, "the result of parseSshd"],
  ] as const)("refuses unparsed input as %s: %j", ([field, value, expected]) => {
    const options = { [field]: value } as never;
    for (const call of [
      () => auditFirewall(126, policy, options),
      () => planUpgrade(110, 126, policy, options),
    ]) {
      expect(thrown(call)).toMatchObject({ code: "invalid-option", field, input: value, expected });
    }
  });
});

test.for([
  ["sshPorts", 22],
  ["sshPorts", ["22"]],
  ["sshMayBeElsewhere", "no"],
  ["limitsOutbound", undefined],
])("refuses to plan an audit whose %s is %j", ([field, value]) => {
  const audit = { ...auditFirewall(126, policy), [field as string]: value };
  expect(thrown(() => planAudit(audit as never))).toBeInstanceOf(InvalidPolicyError);
});
