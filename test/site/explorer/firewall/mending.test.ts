import { createPolicy, type PolicyWarning, resolveVersion } from "cpanel-ports";
import { expect, test } from "vitest";
import { mendingOf } from "../../../../site/explorer/views/firewall/mending-of.ts";
import { optionsOf } from "../../../../site/explorer/views/firewall/options-of.ts";
import {
  defaultSettings,
  type Settings,
} from "../../../../site/explorer/views/firewall/settings.ts";

type Code = PolicyWarning["code"];

function warningsOf(settings: Settings): readonly PolicyWarning[] {
  return createPolicy(resolveVersion(settings.release), optionsOf(settings)).warnings;
}

function mend(code: Code, changed: Partial<Settings>) {
  const settings = { ...defaultSettings, ...changed };
  const warning = warningsOf(settings).find((each) => each.code === code);
  expect(warning).toBeDefined();
  return mendingOf(warning as PolicyWarning, settings);
}

const port = { protocol: "tcp", direction: "inbound", label: "" } as const;

test.each<[Code, string, Partial<Settings>]>([
  ["ftp-without-passive-range", "Add the passive range", {}],
  ["plain-text", "Prefer TLS", {}],
  ["lockout", "Open SSH", { services: ["httpd"] }],
  ["lockout", "Open SSH", { omit: ["ssh", "whm"] }],
  ["no-dns", "Let it through", { omit: ["dns-queries"], outbound: "needed", services: ["ssh"] }],
  ["no-dhcp", "Let it through", { omit: ["dhcp", "dhcpv6"] }],
  ["no-time", "Let it through", { omit: ["network-time"], outbound: "needed" }],
  ["no-updates", "Let it through", { omit: ["updates"], outbound: "needed", services: ["ssh"] }],
  [
    "no-license-server",
    "Let it through",
    { omit: ["license-servers"], outbound: "needed", services: ["ssh"] },
  ],
  ["no-license-callback", "Open 2087 to the license system only", { services: ["ssh"] }],
  [
    "no-license-callback",
    "Open 2087 to the license system only",
    { omit: ["cpanel", "whm", "webmail", "cpanel-licensing"] },
  ],
  [
    "no-license-callback",
    "Let the license system reach WHM",
    { services: ["whm"], allowFrom: { whm: "198.51.100.0/24" } },
  ],
  ["shared-port", "Also limit CardDAV", { allowFrom: { caldav: "198.51.100.0/24" } }],
  ["unused-service", "State that the condition is met", { services: ["mysql"] }],
  ["unused-service", "Remove Exchange ActiveSync", { services: ["ssh", "activesync"] }],
])("fixes %s with: %s", (code, text, changed) => {
  const mending = mend(code, changed);
  expect(mending?.text).toBe(text);
  const mended = mending?.settings ?? defaultSettings;
  expect(warningsOf(mended).map((each) => each.code)).not.toContain(code);
});

test.each<[Code, string, Partial<Settings>]>([
  ["database-open", "allowFrom.mysql", { conditions: { "remote-mysql": true } }],
  ["database-open", "allowFrom.3300-3310", { add: [{ ...port, ports: "3300-3310" }] }],
  ["internal-port-open", "allowFrom.6379", { add: [{ ...port, ports: "6379" }] }],
  [
    "internal-port-open",
    "allowFrom.6000-7000",
    {
      add: [
        { ...port, ports: "8443" },
        { ...port, ports: "6000-7000" },
      ],
    },
  ],
  ["lockout", "allowFrom.ssh", { services: ["ssh"], allowFrom: { ssh: "license-callback" } }],
])("fixes %s by asking to fill in %s", (code, field, changed) => {
  const mending = mend(code, changed);
  expect(mending?.field).toBe(field);
  const settings = { ...defaultSettings, ...changed };
  const allowFrom = { ...settings.allowFrom, [field.replace("allowFrom.", "")]: "198.51.100.7" };
  expect(warningsOf({ ...settings, allowFrom }).map((each) => each.code)).not.toContain(code);
});

test("offers no fix for a feed that is not in the policy", () => {
  expect(mend("feed-left-out", { allowFrom: { httpd: "feature-sources" } })).toBeNull();
});
