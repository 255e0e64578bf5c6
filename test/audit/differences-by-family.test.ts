import { describe, expect, test } from "vitest";
import {
  type AuditOptions,
  auditFirewall,
  type Exposure,
  type PolicyOrExposure,
} from "../../src/index.ts";
import { parseListeners } from "../../src/parse/index.ts";
import { open, read } from "../support/open-policy.ts";

const closed = { defaults: { inbound: "drop", outbound: "drop" } } as const;
/** The ports of leased addresses. */
const leased = ["inbound udp 68", "inbound udp 546 fe80::/10"];

/** Returns findings in short form, such as `port-closed tcp 22 ipv4,ipv6`. */
const found = (actual: PolicyOrExposure, options: AuditOptions = {}) =>
  auditFirewall(126, actual, { directions: "inbound", ...options }).findings.map(
    ({ rule, ports, families }) =>
      [
        rule,
        ...ports.map(({ protocol, ports: { from, through } }) =>
          from === through ? `${protocol} ${from}` : `${protocol} ${from}-${through}`,
        ),
        families.join(),
      ].join(" "),
  );

describe("a firewall that filters nothing", () => {
  test("reports both an unfiltered server and its closed needed port", () => {
    const actual = open(["inbound tcp 1-21", "inbound tcp 23-65535", "inbound udp 1-65535"]);
    const findings = found(actual, { services: ["ssh", "whm"], protocols: ["tcp", "udp"] });
    expect(findings.map((each) => each.split(" ")[0])).toEqual(["unfiltered", "port-closed"]);
    expect(findings[1]).toBe("port-closed tcp 22 ipv4,ipv6");
  });

  test("reports one finding for an unfiltered family and one for the other family", () => {
    const actual = open([
      "inbound tcp 1-65535 0.0.0.0/0",
      "inbound udp 1-65535 0.0.0.0/0",
      "inbound tcp 1-65535 ::/0",
      "inbound udp 546 ::/0",
    ]);
    const { findings } = auditFirewall(126, actual, { services: "ssh", directions: "inbound" });
    expect(
      findings.slice(0, 2).map(({ rule, families, who }) => [rule, families, who?.sources]),
    ).toEqual([
      ["unfiltered", ["ipv4"], ["0.0.0.0/0"]],
      ["most-ports-open", ["ipv6"], ["::/0"]],
    ]);
  });
});

describe("a port closed to some", () => {
  const services = "ssh";

  test("reports two findings for a port closed to some over one family and to all over the other", () => {
    const actual = open(["inbound tcp 22 0.0.0.0/0 !203.0.113.9", ...leased]);
    expect(found(actual, { services })).toEqual([
      "closed-over-ipv6 tcp 22 ipv6",
      "some-addresses-blocked tcp 22 ipv4",
    ]);
  });

  test("reports one finding for a port closed to some over both families", () => {
    const actual = open(["inbound tcp 22 !203.0.113.9 !2001:db8::9", ...leased]);
    expect(found(actual, { services })).toEqual(["some-addresses-blocked tcp 22 ipv4,ipv6"]);
  });

  test("reports a port open to few addresses of both families as open to fewer", () => {
    const few = open(["inbound tcp 22 198.51.100.0/24 2001:db8::/32", ...leased]);
    expect(found(few, { services })).toEqual(["open-to-fewer tcp 22 ipv4,ipv6"]);
    const one = open(["inbound tcp 22 198.51.100.0/24", ...leased]);
    expect(found(one, { services })).toEqual(["open-to-fewer tcp 22 ipv4,ipv6"]);
    expect(found(one, { services, families: "ipv4" })).toEqual(["open-to-fewer tcp 22 ipv4"]);
  });
});

test("reports one finding for a port in doubt for few over one family and for all over the other", () => {
  const doubt = {
    direction: "inbound",
    protocol: "tcp",
    ports: { from: 22, through: 22 },
    sources: ["203.0.113.9", "::/0"],
    except: [],
    reasons: ["line 1: x"],
  } as const;
  const actual = read(open(["inbound tcp 22 0.0.0.0/0 !203.0.113.9", ...leased]), [doubt]);
  expect(found(actual, { services: "ssh" })).toEqual(["needed-port-undetermined tcp 22 ipv4,ipv6"]);
});

describe("dropped neighbor discovery", () => {
  const noting = (...rules: readonly string[]): Exposure => ({
    ...read(open([...rules, ...leased]), []),
    notes: [{ kind: "warning", code: "neighbor-discovery", input: 0, line: 3, text: "no rule" }],
  });
  const options = { services: ["ssh", "imap"], preferTls: true } as const;

  test("reports a port closed over IPv4 although neighbor discovery is dropped", () => {
    expect(found(noting("inbound tcp 22 ::/0", "inbound tcp 993"), options)).toEqual([
      "no-neighbor-discovery ipv6",
      "closed-over-ipv4 tcp 22 ipv4",
    ]);
  });

  test("reports a port open to few addresses over IPv6 although neighbor discovery is dropped", () => {
    const few = noting("inbound tcp 22 0.0.0.0/0 2001:db8::/32", "inbound tcp 993 0.0.0.0/0");
    expect(found(few, options)).toEqual([
      "no-neighbor-discovery ipv6",
      "open-to-fewer tcp 22 ipv6",
    ]);
  });
});

describe("an added port", () => {
  const added = (port: number, protocol: "tcp" | "udp", direction: "inbound" | "outbound") =>
    ({ add: { ports: port, protocol, direction, label: "x" } }) as const;

  test("reports a closed outbound port that was added", () => {
    const options = {
      ...added(9999, "tcp", "outbound"),
      services: "ssh",
      directions: "outbound",
    } as const;
    expect(found(open([], closed), options)).toContain("port-closed tcp 9999 ipv4,ipv6");
  });

  test("distinguishes an added UDP port from the TCP port with the same number", () => {
    const actual = open(["inbound tcp 22", ...leased]);
    for (const port of [80, 2083]) {
      expect(found(actual, { ...added(port, "udp", "inbound"), services: "ssh" })).toEqual([
        `port-closed udp ${port} ipv4,ipv6`,
      ]);
    }
  });
});

test("never calls an outbound port idle", () => {
  const listeners = parseListeners("LISTEN 0 128 *:22 *:*\n");
  const actual = open(["outbound tcp 8000", "outbound tcp 2089"], closed);
  expect(
    found(actual, { services: "ssh", outbound: "needed", directions: "outbound", listeners }),
  ).toContain("outbound-port-open tcp 8000 ipv4,ipv6");
});

test("names the rule that opened an expected database, without a reason", () => {
  const decidedBy = { input: 0, line: 7, text: "x", table: null, chain: null };
  const actual = read(open(["inbound tcp 3306", "inbound tcp 22", ...leased]), []);
  const { findings } = auditFirewall(
    126,
    { ...actual, rules: actual.rules.map((rule) => ({ ...rule, decidedBy })) },
    { services: ["mysql", "ssh"], conditions: { "remote-mysql": true }, directions: "inbound" },
  );
  expect(findings).toMatchObject([
    { rule: "expected-database-open", decidedBy: [decidedBy], reasons: [] },
  ]);
});
