import { expect, test } from "vitest";
import { auditCommand } from "../../../site/explorer/views/audit/audit-command.ts";
import { readAuditSettings, requestOf } from "../../../site/explorer/views/audit/audit-settings.ts";
import { checkCommand } from "../../../site/explorer/views/check/check-command.ts";
import { readCheckSettings } from "../../../site/explorer/views/check/check-settings.ts";

test.for([
  ["", ["csf.conf"], "audit 126 csf.conf"],
  ["", [], "audit 126 FILE"],
  ["version=11.138.0.5", ["-x", "a b's"], "audit 11.138.0.5 ./-x 'a b'\\''s'"],
  [
    "service=ssh,whm&conditions=http3&family=ipv6&direction=inbound&protocol=udp&os=ubuntu&ssh=2222&interface=eth0&from=csf&host=h",
    ["x"],
    "audit 126 x --service ssh,whm --conditions http3 --family ipv6 --direction inbound --protocol udp --os ubuntu --replace ssh=2222 --interface eth0 --from csf --host h",
  ],
  ["os=$(reboot)&from=nothing", ["x"], "audit 126 x --os '$(reboot)'"],
] as const)("writes the command of an audit: %s", ([query, names, command]) => {
  const settings = readAuditSettings(new URLSearchParams(query));
  expect(auditCommand(settings, names)).toBe(`npx cpanel-ports ${command}`);
});

test("reads the settings of an audit as the package takes them", () => {
  const of = (query: string) => requestOf(readAuditSettings(new URLSearchParams(query)));
  expect(of("conditions=http3,remote-mysql&ssh=2222&family=ipv4").options).toMatchObject({
    conditions: { http3: true, "remote-mysql": true },
    replace: { ssh: 2222 },
    families: "ipv4",
    services: undefined,
  });
  expect(of("conditions=all&ssh=x&service=a,%20b,").options).toMatchObject({
    conditions: "all",
    replace: { ssh: "x" },
    services: ["a", "b"],
  });
});

test.for([
  ["", ["rules"], "check rules --port 2087"],
  ["port=53&protocol=udp&source=2001:db8::9", [], "check FILE --port 53/udp --source 2001:db8::9"],
  [
    "port=443&direction=outbound&destination=192.0.2.1&interface=eth0",
    ["a"],
    "check a --port 443 --destination 192.0.2.1 --interface eth0",
  ],
] as const)("writes the command of a check: %s", ([query, names, command]) => {
  const settings = readCheckSettings(new URLSearchParams(query));
  expect(checkCommand(settings, names)).toBe(`npx cpanel-ports ${command}`);
});

test("writes no command for what the command does not accept", () => {
  const settings = readCheckSettings(new URLSearchParams("direction=outbound"));
  expect(checkCommand(settings, ["a"])).toBeNull();
});
