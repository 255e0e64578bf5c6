import { describe, expect, test } from "vitest";
import { type AuditOptions, auditFirewall, type PolicyOrExposure } from "../../src/index.ts";
import { open, read } from "../support/open-policy.ts";

/** Returns the severity, rule and message of each finding. */
const found = (actual: PolicyOrExposure, options: AuditOptions = {}) =>
  auditFirewall(126, actual, { directions: "inbound", protocols: "tcp", ...options }).findings.map(
    ({ severity, rule, message }) => `${severity} ${rule}: ${message}`,
  );

const doubt = {
  direction: "inbound",
  protocol: "tcp",
  except: [],
  reasons: ["line 1: x"],
} as const;

describe("a website", () => {
  const options = { services: "httpd" } as const;

  test("is unreachable over IPv4 if its ports are open only over IPv6", () => {
    expect(found(open(["inbound tcp 80 ::/0", "inbound tcp 443 ::/0"]), options)).toEqual([
      "error no-web-over-ipv4: TCP 80 (httpd) and 443 (httpd) are closed to everybody over IPv4, but most visitors use IPv4",
    ]);
  });

  test("is unreachable over IPv4 even if it is open to few addresses over IPv6", () => {
    expect(found(open(["inbound tcp 80 2001:db8::/32", "inbound tcp 443"]), options)).toEqual([
      "error no-web-over-ipv4: TCP 80 (httpd) is closed to everybody except 2001:db8::/32, but most visitors use IPv4",
    ]);
  });

  test("needs a look if its ports are open only over IPv4", () => {
    expect(found(open(["inbound tcp 80 0.0.0.0/0", "inbound tcp 443 0.0.0.0/0"]), options)).toEqual(
      [
        "warning closed-over-ipv6: TCP 80 (httpd) and 443 (httpd) are closed to everybody over IPv6, but open over IPv4",
      ],
    );
  });

  test("is unreachable if its ports are closed over IPv4 and undetermined over IPv6", () => {
    const ports = { from: 80, through: 80 };
    const actual = read(open(["inbound tcp 443", "inbound tcp 80 127.0.0.0/8"]), [
      { ...doubt, ports, sources: ["::/0"] },
    ]);
    expect(found(actual, options)).toEqual([
      "error no-web: TCP 80 (httpd) is closed to everybody over IPv4: websites and certificate validation need it",
      "warning needed-port-undetermined: TCP 80 (httpd) should be open but is undetermined: line 1: x",
    ]);
  });

  test("has a closed port if it is closed over IPv6 and undetermined over IPv4", () => {
    const ports = { from: 80, through: 80 };
    const actual = read(open(["inbound tcp 443"]), [{ ...doubt, ports, sources: ["0.0.0.0/0"] }]);
    expect(found(actual, options)).toEqual([
      "warning needed-port-undetermined: TCP 80 (httpd) should be open but is undetermined: line 1: x",
      "warning port-closed: TCP 80 (httpd) is closed to everybody over IPv6",
    ]);
  });
});

describe("SSH and WHM", () => {
  const options = { services: ["ssh", "whm"], preferTls: true } as const;
  const callers = "208.74.121.0/24 208.74.123.0/24";
  /** The message about ports closed over IPv4, without the license system that cannot reach 2087. */
  const of = (rules: readonly string[], more: AuditOptions = {}) =>
    found(open(rules), { ...options, ...more });

  test("lock out over IPv4 if both are open only over IPv6", () => {
    expect(of(["inbound tcp 22 ::/0", "inbound tcp 2087 ::/0"])).toEqual([
      "error locked-out-over-ipv4: TCP 22 (SSH) and 2087 (WHM SSL and cPanel Licensing) are closed to everybody over IPv4: nobody reaches SSH or WHM over IPv4",
    ]);
  });

  test("lock out over IPv4 if one is closed and the other open only over IPv6", () => {
    expect(of(["inbound tcp 2087 ::/0"])).toEqual([
      "error locked-out-over-ipv4: TCP 22 (SSH) is closed to everybody: nobody reaches SSH or WHM over IPv4",
      "error locked-out-over-ipv4: TCP 2087 (WHM SSL and cPanel Licensing) is closed to everybody over IPv4: nobody reaches SSH or WHM over IPv4",
    ]);
  });

  test("need a look if both are open only over IPv4", () => {
    expect(of(["inbound tcp 22 0.0.0.0/0", "inbound tcp 2087 0.0.0.0/0"])).toEqual([
      "warning closed-over-ipv6: TCP 22 (SSH) and 2087 (WHM SSL and cPanel Licensing) are closed to everybody over IPv6, but open over IPv4",
    ]);
  });

  test("do not lock out if one is open to some over IPv4", () => {
    expect(of(["inbound tcp 22 ::/0", `inbound tcp 2087 ${callers} ::/0`])).toEqual([
      "warning closed-over-ipv4: TCP 22 (SSH) is closed to everybody over IPv4, but open over IPv6; most other machines use IPv4",
      "warning open-to-fewer: TCP 2087 (WHM SSL and cPanel Licensing) is closed to everybody over IPv4 except 208.74.121.0/24 and 208.74.123.0/24",
    ]);
  });

  test("do not lock out over IPv4 if one is expected only over IPv6", () => {
    expect(of(["inbound tcp 22 ::/0"], { services: "ssh" })).toEqual([
      "warning closed-over-ipv4: TCP 22 (SSH) is closed to everybody over IPv4, but open over IPv6; most other machines use IPv4",
    ]);
    expect(
      of(["inbound tcp 22 ::/0", "inbound tcp 2087 2001:db8::/32"], {
        allowFrom: { whm: "2001:db8::/32" },
      }).map((each) => each.split(":")[0]),
    ).not.toContain("error locked-out-over-ipv4");
  });
});

test("SSH closed over IPv6 is no lockout if only IPv6 is examined and WHM is open", () => {
  const options = { services: ["ssh", "whm"], preferTls: true, families: "ipv6" } as const;
  expect(found(open(["inbound tcp 2087"]), options)).toEqual([
    "warning port-closed: TCP 22 (SSH) is closed to everybody",
  ]);
});

describe("another port", () => {
  test("is closed to most if it is open only over IPv6", () => {
    expect(found(open(["inbound tcp 143", "inbound tcp 993 ::/0"]), { services: "imap" })).toEqual([
      "warning closed-over-ipv4: TCP 993 (IMAP SSL) is closed to everybody over IPv4, but open over IPv6; most other machines use IPv4",
    ]);
  });

  test("that allows plain text may be closed over the families in which its TLS twin is open", () => {
    const closed = (twin: string) =>
      found(open(["inbound tcp 143 0.0.0.0/0", twin]), { services: "imap" }).map(
        (each) => each.split(":")[0],
      );
    expect(closed("inbound tcp 993")).toEqual(["info plain-port-closed"]);
    expect(closed("inbound tcp 993 0.0.0.0/0")).toEqual(["warning closed-over-ipv6"]);
  });

  test("of HTTP/3 is no less optional over one family", () => {
    expect(
      found(open(["inbound udp 443 0.0.0.0/0"]), {
        services: "httpd",
        conditions: { http3: true },
        protocols: "udp",
      }).find((each) => each.includes("443")),
    ).toBe(
      "info optional-port-closed: UDP 443 (httpd) is closed to everybody over IPv6: browsers use HTTP/2 instead",
    );
  });
});

describe("an outbound port that every server needs", () => {
  const dns = (addresses: string) =>
    found(
      open([`outbound tcp 53 ${addresses}`, `outbound udp 53 ${addresses}`], {
        defaults: { inbound: "drop", outbound: "drop" },
      }),
      { services: "ssh", directions: "outbound", protocols: ["tcp", "udp"] },
    ).filter((each) => each.includes(" 53 "));

  test("cuts the server off if it is closed over IPv4", () => {
    expect(dns("::/0")).toEqual([
      "error no-dns: Outbound TCP 53 (DNS queries) and UDP 53 (DNS queries) are closed to everybody over IPv4: names resolve unreliably or not at all",
    ]);
  });

  test("needs a look if it is closed only over IPv6", () => {
    expect(dns("0.0.0.0/0")).toEqual([
      "warning closed-over-ipv6: Outbound TCP 53 (DNS queries) and UDP 53 (DNS queries) are closed to everybody over IPv6, but open over IPv4",
    ]);
  });
});
