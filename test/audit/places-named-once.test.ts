import { expect, test } from "vitest";
import { auditFirewall } from "../../src/index.ts";
import { parseIptables } from "../../src/parse/index.ts";

/** Returns the messages of a rule's findings; the first rule of the firewall is on line 4. */
function messages(rule: string, ...lines: readonly string[]): readonly string[] {
  const text = `*filter\n:INPUT DROP [0:0]\n:OUTPUT ACCEPT [0:0]\n${lines.join("\n")}\nCOMMIT\n`;
  const exposure = parseIptables(text, { family: "ipv4" });
  const { findings } = auditFirewall(126, exposure, {
    services: "ssh",
    directions: "inbound",
    inputs: ["rules.v4"],
  });
  return findings.filter((each) => each.rule === rule).map(({ message }) => message);
}

const ssh = "-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT";

test("names the line of a ban list once", () => {
  expect(
    messages("may-be-closed-to-some", "-A INPUT -m set --match-set bans src -j DROP", ssh),
  ).toEqual(["TCP 22 (SSH) may be closed to some addresses (ipset bans; rules.v4, line 4)"]);
});

test("names the line of a rate limit once", () => {
  expect(
    messages("limited", "-A INPUT -p tcp -m tcp --dport 22 -m limit --limit 5/min -j ACCEPT"),
  ).toEqual(["Connections to TCP 22 (SSH) are limited (rules.v4, line 4)"]);
});

test("names the lines of several lists at the end", () => {
  expect(
    messages(
      "may-be-closed-to-some",
      "-A INPUT -p tcp -m tcp --dport 22 -m set --match-set bans src -j DROP",
      "-A INPUT -p udp -m set --match-set others src -j DROP",
      ssh,
      "-A INPUT -p udp -m udp --dport 68 -j ACCEPT",
    ),
  ).toEqual([
    "TCP 22 (SSH) and UDP 68 may be closed to some addresses (ipset bans; ipset others; rules.v4, lines 4 and 5)",
  ]);
});

test("names the lines of all reasons at the end", () => {
  expect(
    messages(
      "may-be-closed-to-some",
      "-A INPUT -m set --match-set bans src -j DROP",
      "-A INPUT -m set --match-set others src -j DROP",
      ssh,
    ),
  ).toEqual([
    "TCP 22 (SSH) may be closed to some addresses (ipset bans; ipset others; rules.v4, lines 4 and 5)",
  ]);
});

test("names the line that leaves a port undetermined once", () => {
  expect(
    messages("needed-port-undetermined", "-A INPUT -p tcp -m mark --mark 1 -j ACCEPT"),
  ).toEqual([
    'TCP 22 (SSH) should be open but is undetermined: whether the rule matches depends on "--mark 1" (rules.v4, line 4)',
  ]);
});
