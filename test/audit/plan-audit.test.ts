import { describe, expect, test } from "vitest";
import {
  type AuditOptions,
  auditFirewall,
  createPolicy,
  type FirewallPlan,
  planAudit,
} from "../../src/index.ts";
import { open, read } from "../support/open-policy.ts";

const brief = ({ changes }: FirewallPlan) =>
  changes.map(
    ({ action, direction, protocol, ports: { from, through } }) =>
      `${action} ${direction} ${protocol} ${from}${from === through ? "" : `-${through}`}`,
  );

describe("a plan", () => {
  test("opens needed ports and closes unexpected ones, except for passive FTP", () => {
    const actual = open(
      [
        ...["20-22", "80", "443", "2083", "2087", "8443", "3306", "49152-65534"].map(
          (ports) => `inbound tcp ${ports}`,
        ),
        "outbound tcp 22",
        "outbound udp 1-65535",
      ],
      { defaults: { inbound: "drop", outbound: "drop" } },
    );
    const plan = planAudit(
      auditFirewall(126, actual, {
        services: ["ssh", "whm", "cpanel", "httpd", "ftp"],
        preferTls: true,
        outbound: "any",
      }),
      { close: true, keep: "198.51.100.7:22" },
    );
    expect(brief(plan)).toEqual([
      ...[1, 7, 20, 21, 25, 37, 43, 53, 80, 113, 443, 465, 587, 873, 2077, 2078, 2079, 2080]
        .concat(2089, 2703, 6277, 24441)
        .map((port) => `open outbound tcp ${port}`),
      "close inbound tcp 3306",
      "close inbound tcp 8443",
    ]);
    expect(plan.closable).toEqual([]);
    expect(plan.kept).toEqual(["198.51.100.7:22"]);
  });

  test("opens only the TLS twin of two closed ports, unless the other one offers TLS as well", () => {
    const opened = (rules: readonly string[], options: AuditOptions) =>
      brief(planAudit(auditFirewall(126, open(rules), options)));
    expect(opened([], { services: ["ssh", "whm"] })).toEqual([
      "open inbound tcp 22",
      "open inbound tcp 2087",
    ]);
    expect(
      opened(["inbound tcp 22", "inbound tcp 2083"], { services: ["ssh", "whm", "cpanel"] }),
    ).toEqual(["open inbound tcp 2087"]);
    expect(opened(["inbound tcp 22"], { services: ["ssh", "imap", "httpd"] })).toEqual([
      "open inbound tcp 80",
      "open inbound tcp 143",
      "open inbound tcp 443",
      "open inbound tcp 993",
    ]);
    const limited = { services: ["ssh", "whm"], allowFrom: { whm: "198.51.100.0/24" } } as const;
    expect(
      opened(["inbound tcp 22", "inbound tcp 2083", "inbound tcp 2087 198.51.100.0/24"], limited),
    ).toEqual(["open inbound tcp 2087"]);
    // An audit would still report that only some may use 2082.
    expect(
      opened(["inbound tcp 22", "inbound tcp 2082 198.51.100.0/24"], {
        services: ["ssh", "cpanel"],
      }),
    ).toEqual(["open inbound tcp 2082", "open inbound tcp 2083"]);
  });

  test("does not touch bans, single addresses that are let in, and needless plain-text ports", () => {
    const actual = open([
      ...createPolicy(126, { omit: [143, "dhcp", "dhcpv6"], conditions: { http3: true } })
        .rules.filter(({ ports }) => ports.from !== 22)
        .map(({ protocol, ports }) => `inbound ${protocol} ${ports.from}`),
      "inbound tcp 22 !203.0.113.9",
      "inbound tcp 9000 192.0.2.1",
      "inbound udp 68",
      "inbound udp 546",
    ]);
    const audit = auditFirewall(126, actual);
    expect(audit.findings.map(({ rule }) => rule)).toEqual([
      "conditional-port-open",
      "plain-port-closed",
      "open-to-some",
      "some-addresses-blocked",
    ]);
    expect(planAudit(audit).changes).toEqual([]);
  });

  test("states a reason for each port", () => {
    const actual = open(["inbound tcp 22", "inbound tcp 8443"]);
    const plan = planAudit(
      auditFirewall(126, actual, {
        services: ["ssh", "smtp"],
        conditions: { "second-smtp-port": true },
        directions: "inbound",
      }),
    );
    expect(plan.changes.map(({ ports, reason }) => [ports.from, reason])).toEqual([
      [25, "a port that a service needs is closed; documented since 102"],
      [
        26,
        "a port that a service needs is closed; documented since 102; only if a second SMTP port is set",
      ],
      [465, "a port that a service needs is closed; documented since 102"],
      [587, "a port that a service needs is closed; documented since 102"],
    ]);
    expect(plan.changes[0]).toMatchObject({ label: "SMTP", entry: { port: 25 } });
    expect(plan.closable).toMatchObject([
      {
        ports: { from: 8443 },
        reason: "an undocumented port is open",
        label: "No documented service",
        entry: null,
      },
    ]);
  });

  test("lists undetermined ports with their possible changes", () => {
    const doubt = {
      direction: "inbound",
      protocol: "tcp",
      sources: "any",
      except: [],
      reasons: ["x"],
    } as const;
    const actual = read(createPolicy(126, { omit: ["ssh", 3306] }), [
      { ...doubt, ports: { from: 22, through: 22 } },
      { ...doubt, ports: { from: 9000, through: 9000 } },
    ]);
    const plan = planAudit(auditFirewall(126, actual));
    expect(plan.changes).toEqual([]);
    expect(plan.unknown.map(({ action, ports, reason }) => [action, ports.from, reason])).toEqual([
      ["open", 22, "x; documented since 102"],
      ["close", 9000, "x"],
    ]);
  });

  test("plans nothing for a finding without a direction or an audience", () => {
    const audit = auditFirewall(126, open([]), { services: "ssh", directions: "inbound" });
    const changed = (changes: object) =>
      planAudit({
        ...audit,
        findings: audit.findings.map((finding) => ({ ...finding, ...changes })),
      }).changes;
    expect(changed({})).toHaveLength(1);
    expect(changed({ direction: null })).toEqual([]);
    expect(changed({ who: null })).toEqual([]);
  });
});
