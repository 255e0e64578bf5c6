import { expect, test } from "vitest";
import { auditFirewall, createPolicy, planUpgrade } from "../../src/index.ts";
import { thrown } from "../support/thrown.ts";

const actual = createPolicy(126);
const policyNames = "services, omit, replace, add, preferTls, outbound, os, conditions, allowFrom";
const auditNames = `${policyNames}, families, directions, protocols, listeners, ssh, accept, on, inputs`;
const upgradeNames = `${policyNames}, families, directions, protocols, close, keep, listeners, ssh`;

const audit = (options: object) => auditFirewall(126, actual, options as never);
const upgrade = (options: object) => planUpgrade(118, 126, options as never);
const upgradeOfFirewall = (options: object) => planUpgrade(118, 126, actual, options as never);

test.for<[string, (options: object) => unknown, string, string]>([
  ["acept", audit, "accept", auditNames],
  ["familes", audit, "families", auditNames],
  ["input", audit, "inputs", auditNames],
  ["kep", upgrade, "keep", upgradeNames],
  ["clsoe", upgrade, "close", upgradeNames],
  ["clsoe", upgradeOfFirewall, "close", upgradeNames],
  ["alowFrom", upgradeOfFirewall, "allowFrom", upgradeNames],
])("suggests an option of the called function for %s", ([name, call, meant, names]) => {
  expect(thrown(() => call({ [name]: [] }))).toMatchObject({
    code: "invalid-option",
    field: name,
    accepted: names.split(", "),
    suggestion: meant,
    message: `"${name}" is not one of the options (did you mean ${meant}?); expected any of ${names}`,
  });
});

test.for<[string, (options: object) => unknown]>([
  ["an audit", audit],
  ["an upgrade", upgrade],
  ["an upgrade of a firewall", upgradeOfFirewall],
  ["a policy", (options) => createPolicy(126, options)],
])("ignores the $schema of a configuration in the options of %s", ([, call]) => {
  expect(call({ $schema: "config.json", services: "ssh" })).toEqual(call({ services: "ssh" }));
  expect(() => call({ interface: "eth0" })).toThrow(/^"interface" is not one of the options/);
});

test("refuses options that are not an object", () => {
  expect(() => audit([])).toThrow("options is an array; expected an object");
  expect(() => upgradeOfFirewall(new Map())).toThrow("expected a plain object");
});

test("names the place of a wrong value in a list", () => {
  expect(thrown(() => audit({ families: ["ipv4", "ipv5"] }))).toMatchObject({
    field: "families[1]",
  });
  expect(thrown(() => audit({ families: [] }))).toMatchObject({ field: "families" });
});

test.for([
  [{ os: "alma" }, "os", 'os is "alma", which no page names (did you mean almalinux?); expected'],
  [{ accept: [{ rule: "unfiltered", reason: "x", until: "x" }] }, "accept[0].until", "accept[0]"],
  [
    { on: "x", accept: [{ rule: "unfiltered", reason: "x", until: "2026-01-01" }] },
    "on",
    'on is "x"; expected a calendar day',
  ],
] as const)("names the option in every error: %j", ([options, field, message]) => {
  const error = thrown(() => audit(options));
  expect(error).toMatchObject({ field });
  expect(error.message).toContain(message);
});
