import { describe, expect, test } from "vitest";
import {
  type Acceptance,
  type AuditOptions,
  auditFirewall,
  InvalidDateError,
  InvalidOptionError,
  planAudit,
} from "../../src/index.ts";
import { parseCsf, parseNftables } from "../../src/parse/index.ts";
import { renderPlan, renderSarif } from "../../src/render/index.ts";

const csf = parseCsf(`TESTING = "0"
TCP_IN = "22,80,443,2083,2087,8000:8010"
TCP_OUT = "1:65535"
UDP_IN = "68,853"
UDP_OUT = "1:65535"
IPV6 = "0"
`);
const auditWith = (accept: AuditOptions["accept"], options: AuditOptions = {}) =>
  auditFirewall(126, csf, {
    services: ["ssh", "httpd", "cpanel", "whm"],
    preferTls: true,
    families: "ipv4",
    inputs: ["csf.conf"],
    accept,
    ...options,
  });
const rule = "undocumented-port-open";
const panel: Acceptance = { rule, ports: "8000-8010/tcp", reason: "the panel" };
const dns: Acceptance = { rule, ports: ["853/udp"], reason: "DNS over TLS", until: "2027-01-31" };

describe("accepted findings", () => {
  test("lists accepted findings separately and ignores them in the verdict", () => {
    expect(auditWith(undefined).verdict).toBe("differs");
    const { verdict, findings, accepted } = auditWith([panel, dns], { on: "2027-01-31" });
    expect([verdict, findings]).toEqual(["fits", []]);
    expect(accepted.map(({ message, acceptance }) => [message, acceptance])).toEqual([
      [
        "TCP 8000-8010 are open to everybody, but cPanel does not document them (csf.conf, line 2)",
        { reason: "the panel", until: null },
      ],
      [
        "UDP 853 is open to everybody, but cPanel does not document it (csf.conf, line 4)",
        { reason: "DNS over TLS", until: "2027-01-31" },
      ],
    ]);
  });

  test("accepts a finding on all ports if the acceptance names none", () => {
    const { verdict, accepted } = auditWith({ rule, reason: "all of them" });
    expect(verdict).toBe("fits");
    expect(accepted.map(({ message }) => message)).toEqual([
      "TCP 8000-8010 and UDP 853 are open to everybody, but cPanel does not document them (csf.conf, lines 2 and 4)",
    ]);
  });

  test("keeps the ports of a finding that are not accepted", () => {
    const { verdict, findings, accepted } = auditWith([
      { rule, ports: ["7000-8000/tcp", "8004/tcp", "8010-9000/tcp"], reason: "the panel" },
    ]);
    expect(verdict).toBe("differs");
    expect(findings.map(({ message }) => message)).toEqual([
      "TCP 8001-8003, 8005-8009 and UDP 853 are open to everybody, but cPanel does not document them (csf.conf, lines 2 and 4)",
    ]);
    expect(accepted.map(({ message }) => message)).toEqual([
      "TCP 8000, 8004 and 8010 are open to everybody, but cPanel does not document them (csf.conf, line 2)",
    ]);
  });

  test("accepts only the named rule, protocol and direction", () => {
    for (const accept of [
      { ...panel, rule: "port-closed" },
      { ...panel, ports: "8000-8010/udp" },
      { ...panel, ports: "8000-8010/tcp/outbound" },
    ] as const) {
      const { findings, accepted } = auditWith(accept);
      expect([findings.length, accepted]).toEqual([1, []]);
    }
  });

  test("counts an accepted finding again on the day after its last, with a remark", () => {
    const { verdict, findings, accepted } = auditWith([dns, panel], { on: "2027-02-01" });
    expect([verdict, accepted.length]).toEqual(["differs", 1]);
    expect(findings.map(({ message, acceptance }) => [message, acceptance])).toEqual([
      [
        "UDP 853 is open to everybody, but cPanel does not document it (csf.conf, line 4); it was accepted until 2027-01-31 (DNS over TLS)",
        { reason: "DNS over TLS", until: "2027-01-31" },
      ],
    ]);
  });

  test("keeps a finding accepted if a second acceptance of its ports has not expired", () => {
    const old = { ...dns, until: "2026-01-01" };
    for (const accept of [
      [old, dns],
      [dns, old],
    ]) {
      const { findings, accepted } = auditWith([panel, ...accept], { on: "2026-08-01" });
      expect([findings, accepted.length]).toEqual([[], 2]);
    }
  });

  test("accepts faults in the rules themselves, and findings on qualified ports", () => {
    const rules = parseNftables(`table ip filter {
  chain unused { tcp dport 25 accept }
  chain input {
    type filter hook input priority filter; policy drop;
    ip saddr @bans drop
    ct state established,related accept
    tcp dport { 22, 2087 } accept
  }
}
`);
    const audit = (accept: AuditOptions["accept"]) =>
      auditFirewall(126, rules, { services: ["ssh", "whm"], families: "ipv4", accept });
    const idsOf = (findings: readonly { readonly rule: string }[]) =>
      findings.map((each) => each.rule);
    const before = idsOf(audit(undefined).findings);
    expect(before).toContain("unreached-chain");
    expect(before).toContain("may-be-closed-to-some");
    const { findings, accepted } = audit([
      { rule: "unreached-chain", reason: "kept for later" },
      { rule: "may-be-closed-to-some", ports: "22/tcp", reason: "bans" },
    ]);
    expect(idsOf(accepted)).toEqual(["unreached-chain", "may-be-closed-to-some"]);
    expect(idsOf(findings)).toEqual(before.filter((id) => id !== "unreached-chain"));
    // Such a finding has no ports.
    const other = audit({ rule: "unreached-chain", ports: "25/tcp", reason: "kept" });
    expect(other.accepted).toEqual([]);
  });

  test("does not change accepted ports in a plan", () => {
    const plan = planAudit(auditWith(panel), { close: true, keep: "192.0.2.1:22" });
    expect(plan.changes.map(({ action, protocol, ports }) => [action, protocol, ports])).toEqual([
      ["close", "udp", { from: 853, through: 853 }],
    ]);
    const commands = renderPlan(plan, "csf");
    expect(commands).not.toContain("TCP_IN");
    expect(commands).toContain("\nedit_list UDP_IN remove 853 853\n");
  });

  test("requires the day of the audit for an acceptance with a last day", () => {
    expect(() => auditWith(dns)).toThrow(InvalidOptionError);
    expect(() => auditWith(dns)).toThrow(
      "on is undefined; expected the day of the audit, YYYY-MM-DD, because a finding is accepted until 2027-01-31",
    );
    expect(auditWith(panel).accepted).toHaveLength(1);
    expect(() => auditWith(panel, { on: "2027-02-30" })).toThrow(InvalidDateError);
    expect(() => auditWith(panel, { on: "2027-02-30" })).toThrow(/^on is "2027-02-30"; expected/);
  });

  test.for([
    [
      { rule: "undocumented-port-opn" },
      /^accept\[0\]\.rule is .*did you mean undocumented-port-open\?/,
    ],
    [{ rules: rule }, /^"rules" is not a key of accept\[0\] \(did you mean rule\?\)/],
    [{ reason: "" }, /^accept\[0\]\.reason is ""; expected 1 to 200 characters on one line/],
    [{ reason: undefined }, /^accept\[0\]\.reason is undefined/],
    [{ until: "tomorrow" }, /^accept\[0\]\.until is "tomorrow"; expected a calendar day/],
    [{ ports: 8443 }, /^accept\[0\]\.ports is 8443; expected PORT\[-PORT\]\/PROTOCOL/],
    [{ ports: "8443" }, /^accept\[0\]\.ports is "8443"/],
    [{ ports: [] }, /^accept\[0\]\.ports is an array; expected at least one port/],
    [{ ports: "0/tcp" }, /^accept\[0\]\.ports is "0\/tcp"/],
    [{ ports: "1-65536/tcp" }, /^accept\[0\]\.ports is "1-65536\/tcp"/],
    [{ ports: ["1/tcp", "9-8/tcp"] }, /^accept\[0\]\.ports is "9-8\/tcp"/],
  ] as const)("refuses the acceptance %j", ([change, message]) => {
    expect(() => auditWith({ ...panel, ...change } as Acceptance)).toThrow(message);
  });

  test("refuses an acceptance that is not an object", () => {
    expect(() => auditWith("undocumented-port-open" as unknown as Acceptance)).toThrow(
      /^accept\[0\] is "undocumented-port-open"; expected an object/,
    );
  });

  test("writes accepted findings as suppressed results of SARIF, with the reason", () => {
    const resultsOf = (accept: AuditOptions["accept"]) =>
      JSON.parse(renderSarif(auditWith(accept, { on: "2026-08-01" }))).runs[0].results.map(
        (each: { suppressions?: unknown }) => each.suppressions,
      );
    expect(resultsOf(dns)).toEqual([
      [],
      [
        {
          kind: "external",
          status: "accepted",
          justification: "DNS over TLS, until 2027-01-31",
        },
      ],
    ]);
    expect(resultsOf(undefined)).toEqual([undefined]);
  });
});
