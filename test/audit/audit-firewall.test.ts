import { describe, expect, test } from "vitest";
import {
  type AuditFinding,
  type AuditOptions,
  auditFirewall,
  createPolicy,
  type Exposure,
  findingRules,
  InvalidOptionError,
  type PolicyOrExposure,
  planAudit,
  type QualifiedPorts,
} from "../../src/index.ts";
import { parseFirewalld, parseIptables, parseListeners, parseSshd } from "../../src/parse/index.ts";
import { open, read } from "../support/open-policy.ts";

/** Returns a finding in short form, such as `inbound tcp 22 port-closed`. */
const brief = ({ rule, direction, ports }: AuditFinding) => {
  const texts = (["tcp", "udp"] as const).flatMap((protocol) => {
    const own = ports.filter((each) => each.protocol === protocol);
    const ranges = own.map(({ ports: { from, through } }) =>
      from === through ? `${from}` : `${from}-${through}`,
    );
    return own.length > 0 ? [`${protocol} ${ranges.join()}`] : [];
  });
  return [rule, ...(direction === "outbound" ? ["outbound"] : []), ...texts].join(" ");
};
const found = (actual: PolicyOrExposure, options?: AuditOptions) =>
  auditFirewall(126, actual, options)
    .findings.filter(({ rule }) => rule !== "no-dhcp")
    .map(brief);
const messages = (actual: PolicyOrExposure, options?: AuditOptions) =>
  auditFirewall(126, actual, options).findings.map(({ message }) => message);

const closed = { defaults: { inbound: "drop", outbound: "drop" } } as const;
const openAll = { defaults: { inbound: "accept", outbound: "accept" } } as const;
/** The ports of a firewall that fits: what 126 needs, without conditional ports. */
const fitting = createPolicy(126);
/** Returns only the ports of some services and of leased addresses. */
const leased = ["inbound udp 68", "inbound udp 546 fe80::/10"];

const doubt = {
  direction: "inbound",
  protocol: "tcp",
  sources: "any",
  except: [],
  reasons: ["line 1: x"],
} as const;

describe("the rules of findings", () => {
  test("sorts finding rules by severity", () => {
    const ranks = findingRules.map(({ severity }) =>
      ["error", "warning", "info"].indexOf(severity),
    );
    expect(ranks).toEqual([...ranks].sort());
    expect(new Set(findingRules.map(({ id }) => id)).size).toBe(findingRules.length);
  });
});

describe("an open server", () => {
  test("reports one finding if nothing is filtered", () => {
    expect(found(open([], openAll))).toHaveLength(1);
    expect(messages(open([], openAll))).toEqual([
      "Nothing is filtered: every port is open to everybody, except ports that a rule closes",
    ]);
  });

  test("reports one finding if only a few ports are filtered", () => {
    const few = open([
      "inbound tcp 1-2221",
      "inbound tcp 2222 198.51.100.45",
      "inbound tcp 2223-65535",
      "inbound udp 1-65535",
    ]);
    expect(found(few).map((each) => each.split(" ")[0])).toEqual(["unfiltered", "open-to-some"]);
  });

  test("reports one finding if one family is not filtered", () => {
    const one = open([
      ...["80", "2083"].map((port) => `inbound tcp ${port}`),
      "inbound tcp 1-79 ::/0",
      "inbound tcp 81-2082 ::/0",
      "inbound tcp 2084-65535 ::/0",
      "inbound udp 1-65535 ::/0",
    ]);
    expect(
      auditFirewall(126, one, { services: ["cpanel"], preferTls: true }).findings.map(
        ({ rule, families, message }) => [rule, families, message],
      ),
    ).toEqual([
      [
        "unfiltered",
        ["ipv6"],
        "Nothing is filtered: every port is open to everybody over IPv6, except ports that a rule closes",
      ],
      [
        "other-port-open",
        ["ipv4"],
        "TCP 80 (httpd) is open to everybody over IPv4, but no expected service uses it",
      ],
      ["no-dhcp", ["ipv4"], "UDP 68 (DHCP) is closed: the server may lose a leased address"],
    ]);
  });

  test("reports one finding if most ports of a protocol are open", () => {
    expect(messages(open(["inbound tcp 1-65535", ...leased]), { services: "cpanel" })).toEqual([
      "Most ports are open to everybody: 65533 TCP ports more than expected",
    ]);
  });

  test("reports open ports that only the server itself should reach", () => {
    const actual = open([
      "inbound tcp 783 192.0.2.1",
      "inbound tcp 6379",
      "inbound tcp 11211",
      "inbound udp 953",
      ...leased,
      "inbound udp 6379",
    ]);
    expect(found(actual, { services: "cpanel", protocols: "udp" })).toEqual([
      "loopback-port-open udp 953",
      "undocumented-port-open udp 6379",
    ]);
    expect(found(actual, { services: "cpanel", directions: "inbound", protocols: "tcp" })).toEqual([
      "loopback-port-open tcp 783",
      "loopback-port-open tcp 6379,11211",
      "no-license-callback tcp 2082,2083",
    ]);
    expect(messages(actual, { services: "cpanel" })[1]).toBe(
      "TCP 6379 (Redis), 11211 (memcached) and UDP 953 (PowerDNS) are open to everybody, but only the server itself should reach them",
    );
  });

  test("reports open databases, expected or not, unless only some machines reach them", () => {
    const world = open([...fitting.rules.map(text), "inbound tcp 3306", ...leased]);
    expect(found(world)).toEqual(["database-open tcp 3306"]);
    expect(found(world, { conditions: { "remote-mysql": true } })).toEqual([
      "expected-database-open tcp 3306",
    ]);
    expect(found(world, { allowFrom: { mysql: "192.0.2.1" } })).toEqual(["database-open tcp 3306"]);
    const some = open([...fitting.rules.map(text), "inbound tcp 3306 192.0.2.1", ...leased]);
    expect(found(some)).toEqual([]);
    expect(found(some, { allowFrom: { mysql: "192.0.2.1" } })).toEqual([]);
    expect(found(fitting)).toEqual([]);
    expect(found(fitting, { conditions: { "remote-mysql": true } })).toEqual([
      "port-closed tcp 3306",
    ]);
    expect(found(world, { directions: "outbound" })).toEqual([]);
  });

  test("reports ports that are open to more addresses than expected", () => {
    expect(
      messages(open(["inbound tcp 22", ...leased]), {
        services: "ssh",
        allowFrom: { ssh: ["198.51.100.0/24", "2001:db8::/32"] },
      }),
    ).toEqual([
      "TCP 22 (SSH) is open to more addresses than expected: everybody, not only 198.51.100.0/24 and 2001:db8::/32",
    ]);
    // The banned addresses are not the expected ones.
    expect(
      messages(
        open(["inbound tcp 22 !203.0.113.0/24", "inbound tcp 3306 !203.0.113.0/24", ...leased]),
        {
          services: "ssh",
          allowFrom: { ssh: "198.51.100.0/24" },
        },
      ),
    ).toEqual([
      expect.stringMatching(/^TCP 3306 .* is open to everybody except 203\.0\.113\.0\/24: anyone/),
      "TCP 22 (SSH) is open to more addresses than expected: everybody except 203.0.113.0/24, not only 198.51.100.0/24",
    ]);
  });
});

/** A rule in the form that {@link open} accepts. */
function text({ direction, protocol, ports, sources, except }: (typeof fitting.rules)[number]) {
  const who = [...(sources === "any" ? [] : sources), ...except.map((each) => `!${each}`)];
  return [direction, protocol, `${ports.from}-${ports.through}`, ...who].join(" ");
}

describe("a server that is cut off", () => {
  test("reports the findings that cut off a server, most severe first", () => {
    expect(found(open([], closed), { services: ["whm", "ssh", "httpd", "imap", "dns"] })).toEqual([
      "locked-out tcp 22,2086,2087",
      "no-license-server outbound tcp 2089",
      "no-dns outbound tcp 53 udp 53",
      "no-updates outbound tcp 80,443",
      "no-web tcp 80,443",
      "port-closed tcp 53,143,993 udp 53",
      "no-time outbound udp 123",
    ]);
  });

  test("does not report a lockout if somebody may get in over SSH or WHM", () => {
    const options = { services: ["whm", "ssh"], preferTls: true, directions: "inbound" } as const;
    expect(found(open([]), options)).toEqual(["locked-out tcp 22,2087"]);
    expect(found(open(["inbound tcp 2087"]), options)).toEqual(["port-closed tcp 22"]);
    expect(found(open(["inbound tcp 22 198.51.100.1"]), options)).toEqual([
      "no-license-callback tcp 2087",
      "open-to-fewer tcp 22",
    ]);
    const may = read(open([]), [{ ...doubt, ports: { from: 22, through: 22 } }]);
    expect(found(may, options)).toEqual([
      "no-license-callback tcp 2087",
      "needed-port-undetermined tcp 22",
    ]);
    expect(found(open([]), { ...options, services: "whm" })).toEqual([
      "no-license-callback tcp 2087",
    ]);
  });

  test("reports that the license system is locked out, although the options ask for it", () => {
    const options = { services: ["ssh", "whm"], preferTls: true } as const;
    const limited = { ...options, allowFrom: { whm: "198.51.100.0/24" } };
    const actual = open(["inbound tcp 22", "inbound tcp 2087 198.51.100.0/24"]);
    expect(found(actual, limited)).toEqual(["no-license-callback tcp 2087"]);
    const [change] = planAudit(auditFirewall(126, actual, limited)).changes;
    expect(change).toMatchObject({
      action: "open",
      ports: { from: 2087, through: 2087 },
      who: { sources: ["198.51.100.0/24", "208.74.121.0/24", "208.74.123.0/24"] },
    });
    expect(found(actual, { ...limited, directions: "outbound" })).toEqual([]);
    expect(found(open(["inbound tcp 22"]), { services: "ssh" })).toEqual([]);
    const elsewhere = open([
      "inbound tcp 22",
      "inbound tcp 2083",
      "inbound tcp 2087 198.51.100.0/24",
    ]);
    expect(found(elsewhere, limited)).toEqual([
      "license-callback-elsewhere tcp 2087",
      "other-port-open tcp 2083",
    ]);
    const perhaps = read(open(["inbound tcp 22", "inbound tcp 2087 198.51.100.0/24"]), []);
    const some: QualifiedPorts = {
      direction: "inbound",
      protocol: "tcp",
      ports: { from: 2087, through: 2087 },
      sources: "any",
      except: [],
      decidedBy: null,
      qualification: "may-be-open-to-some",
      reasons: ["ipset x"],
    };
    expect(found({ ...perhaps, qualified: [some] }, limited)).toEqual([
      "may-be-open-to-some tcp 2087",
    ]);
    const callers = "208.74.121.0/24 208.74.123.0/24";
    const reached = ["inbound tcp 22", `inbound tcp 2087 198.51.100.0/24 ${callers}`];
    expect(found(open(reached), limited)).toEqual([]);
    expect(found(open([...reached, "inbound tcp 2087 192.0.2.0/24"]), limited)).toEqual([
      "open-to-more tcp 2087",
    ]);
  });

  test("expects one license-callback port to be open to all networks of the license system", () => {
    const options = { services: ["cpanel", "webmail"], preferTls: true } as const;
    expect(found(open(["inbound tcp 2083"]), options)).toEqual(["port-closed tcp 2096"]);
    expect(found(open(["inbound tcp 2083 192.0.2.1"]), options)).toEqual([
      "no-license-callback tcp 2083,2096",
    ]);
    expect(found(open(["inbound tcp 2083 208.74.121.0/24 208.74.123.0/24"]), options)).toEqual([
      "port-closed tcp 2096",
      "open-to-fewer tcp 2083",
    ]);
    // Ports that may be open are not certainly closed to the license system.
    const may = read(open([]), [{ ...doubt, ports: { from: 2083, through: 2083 } }]);
    expect(found(may, options)).toEqual([
      "needed-port-undetermined tcp 2083",
      "port-closed tcp 2096",
    ]);
  });
});

describe("a closed port", () => {
  const of = (services: string, ...rules: string[]) =>
    found(open([...rules, ...leased]), { services, directions: "inbound" });

  test("groups closed ports with the same audience into one warning", () => {
    expect(of("imap")).toEqual(["port-closed tcp 143,993"]);
    expect(of("imap", "inbound tcp 143 ::/0", "inbound tcp 993 ::/0")).toEqual([
      "closed-over-ipv4 tcp 143,993",
    ]);
    expect(
      of("imap", "inbound tcp 143 198.51.100.0/24", "inbound tcp 993 198.51.100.0/24"),
    ).toEqual(["open-to-fewer tcp 143,993"]);
  });

  test("reports a closed plain-text port only as an info if its TLS twin is open", () => {
    expect(of("imap", "inbound tcp 993")).toEqual(["plain-port-closed tcp 143"]);
  });

  test("says if the TLS twin is open only to some addresses", () => {
    const message = (twin: string) =>
      auditFirewall(126, open([twin, ...leased]), {
        services: "imap",
        directions: "inbound",
      }).findings.find(({ rule }) => rule === "plain-port-closed")?.message;
    const plain = "TCP 143 (IMAP) is closed to everybody; the TLS twin is open";
    expect(message("inbound tcp 993 198.51.100.0/24")).toBe(
      `${plain} (TCP 993 only to some addresses)`,
    );
    for (const twin of ["inbound tcp 993", "inbound tcp 993 !203.0.113.9"]) {
      expect(message(twin)).toBe(plain);
    }
  });

  test("is not needed by addresses in doubt if all expected ones reach it", () => {
    const actual = parseFirewalld(
      `public (active)
  target: default
  interfaces: eth0
  sources:
  services: dhcpv6-client own
  ports:
  protocols:
  rich rules:
	rule family="ipv4" source address="198.51.100.0/24" service name="ssh" accept
`,
    );
    const { findings } = auditFirewall(126, actual, {
      services: "ssh",
      allowFrom: { ssh: "198.51.100.0/24" },
      directions: "inbound",
    });
    const about = (protocol: string, port: number) =>
      findings
        .filter(({ ports }) =>
          ports.some((each) => each.protocol === protocol && each.ports.from === port),
        )
        .map(({ message }) => message);
    expect(about("udp", 546)).toEqual([]);
    expect(about("tcp", 22)).toEqual([
      expect.stringMatching(
        /^TCP 22 \(SSH\) should be closed except to 198\.51\.100\.0\/24 but is undetermined: whether the rule matches depends on the definition of service "own"/,
      ),
    ]);
  });

  test("does not report a closed conditional port if its condition is not stated", () => {
    expect(found(fitting)).toEqual([]);
    expect(found(fitting, { conditions: { "second-smtp-port": true, http3: true } })).toEqual([
      "port-closed tcp 26",
      "optional-port-closed udp 443",
    ]);
    expect(found(fitting, { os: "ubuntu", replace: { 26: 2525 } })).toEqual([
      "port-closed tcp 2525",
    ]);
  });

  test("reports blocked addresses in one finding, for any number of ports", () => {
    const bans = open([
      "inbound tcp 143 !203.0.113.9 !203.0.113.1 !203.0.113.5 !203.0.113.7",
      "inbound tcp 993 !203.0.113.9",
      ...leased,
    ]);
    expect(messages(bans, { services: "imap" })).toEqual([
      "TCP 143 (IMAP) and 993 (IMAP SSL) are closed to different addresses (203.0.113.1, 203.0.113.5, 203.0.113.7 and 203.0.113.9)",
    ]);
    expect(
      messages(open(["inbound tcp 143 !203.0.113.9", "inbound tcp 993 !203.0.113.9", ...leased]), {
        services: "imap",
      }),
    ).toEqual(["TCP 143 (IMAP) and 993 (IMAP SSL) are closed to 203.0.113.9"]);
  });

  test("treats a port as open if it is closed only to addresses that no machine has", () => {
    expect(of("ssh", "inbound tcp 22 !127.0.0.0/8 !224.0.0.0/4 !ff00::/8")).toEqual([]);
  });
});

describe("an open port", () => {
  const of = (services: string, ...rules: string[]) =>
    found(open([...rules, ...leased]), {
      services,
      preferTls: true,
      conditions: { http3: false, "remote-mysql": false },
    });

  test("warns about an unexpected open port, unless few addresses reach it", () => {
    expect(
      of(
        "imap",
        ...["143", "993", "995", "2091", "8443", "990-992"].map((ports) => `inbound tcp ${ports}`),
        "inbound tcp 9000 192.0.2.1",
        "inbound udp 143",
      ),
    ).toEqual([
      "plain-port-open tcp 143",
      "other-port-open tcp 995",
      "undocumented-port-open tcp 990-992,2091,8443 udp 143",
      "open-to-some tcp 9000",
    ]);
  });

  test("reports ports that are open to many different addresses in one finding", () => {
    const openTo = (count: number) =>
      auditFirewall(
        126,
        open([
          ...Array.from(
            { length: count },
            (_, index) => `inbound tcp ${9000 + index} 192.0.2.${2 * index + 1}`,
          ),
          "inbound tcp 9100",
          ...leased,
        ]),
        { services: [] },
      ).findings.filter(({ rule }) => rule !== "no-license-callback" && rule !== "locked-out");
    expect(openTo(3).map(brief)).toEqual([
      "undocumented-port-open tcp 9100",
      "open-to-some tcp 9000",
      "open-to-some tcp 9001",
      "open-to-some tcp 9002",
    ]);
    const [, many, ...more] = openTo(4);
    expect(more).toEqual([]);
    expect(many?.message).toBe(
      "TCP 9000-9003 are open to different addresses (192.0.2.1, 192.0.2.3, 192.0.2.5 and 192.0.2.7), but expected to be closed",
    );
    expect(many?.ports.map(({ who }) => who?.sources)).toEqual(
      [1, 3, 5, 7].map((last) => [`192.0.2.${last}`]),
    );
  });

  test("takes an open range for passive FTP if FTP is expected", () => {
    expect(of("ftp", "inbound tcp 20-21", "inbound tcp 49152-65534")).toEqual([]);
    expect(of("ftp", "inbound tcp 20-21", "inbound tcp 50000-51000")).toEqual([]);
    expect(of("ftp", "inbound tcp 20-21", "inbound tcp 30000-35000")).toEqual([
      "passive-range-open tcp 30000-35000",
    ]);
    expect(of("ftp", "inbound tcp 20-21", "inbound tcp 8000-8010")).toEqual([
      "undocumented-port-open tcp 8000-8010",
    ]);
    expect(of("imap", "inbound tcp 993", "inbound tcp 49152-65534")).toEqual([
      "undocumented-port-open tcp 49152-65534",
    ]);
  });

  test("reports an open conditional port as an info that names the condition", () => {
    const actual = open([
      ...fitting.rules.map(text),
      ...leased,
      "inbound tcp 26",
      "inbound udp 443",
    ]);
    expect(messages(actual)).toEqual([
      "TCP 26 (SMTP) and UDP 443 (httpd) are open to everybody, but needed only under a condition: TCP 26 only if a second SMTP port is set; UDP 443 only if HTTP/3 is used",
    ]);
    expect(found(actual, { conditions: { "second-smtp-port": true, http3: false } })).toEqual([
      "other-port-open udp 443",
    ]);
  });
});

describe("outbound ports", () => {
  const limited = (...rules: string[]) => open(rules, closed);

  test("expects what every server needs, regardless of the services", () => {
    expect(found(limited(), { services: "imap", directions: "outbound" })).toEqual([
      "no-license-server outbound tcp 2089",
      "no-dns outbound tcp 53 udp 53",
      "no-updates outbound tcp 80,443",
      "no-time outbound udp 123",
    ]);
  });

  test("reports undocumented outbound ports in one info", () => {
    const actual = createPolicy(126, {
      outbound: "needed",
      add: [
        { ports: 22, protocol: "tcp", direction: "outbound", label: "x" },
        {
          ports: { from: 8000, through: 8100 },
          protocol: "tcp",
          direction: "outbound",
          label: "x",
        },
        { ports: 123, protocol: "udp", direction: "outbound", label: "x" },
      ],
    });
    expect(found(actual, { directions: "outbound" })).toEqual([
      "outbound-port-open outbound tcp 22,8000-8100",
    ]);
    expect(
      found(createPolicy(126), { outbound: "needed", directions: "outbound" }).map(
        (each) => each.split(" ")[0],
      ),
    ).toEqual(["outbound-port-open"]);
  });

  test("misses single closed outbound ports only if something needs them", () => {
    const most = limited(
      ...["outbound tcp 1-24", "outbound tcp 26-134", "outbound tcp 140-65535"],
      "outbound udp 1-65535",
    );
    expect(found(most, { directions: "outbound" })).toEqual(["port-closed outbound tcp 25"]);
    expect(found(limited(), { outbound: "any", directions: "outbound" })).toContain(
      "no-license-server outbound tcp 2089",
    );
  });

  test("takes outbound connections for limited only if most ports are closed, not for bans or one closed port", () => {
    const outboundOf = (...rules: string[]) =>
      auditFirewall(126, limited(...rules)).expected.defaults.outbound;
    expect(
      outboundOf("outbound tcp 1-65535 !203.0.113.9", "outbound udp 1-65535 !203.0.113.9"),
    ).toBe("accept");
    expect(outboundOf("outbound tcp 1-24", "outbound tcp 26-65535", "outbound udp 1-65535")).toBe(
      "accept",
    );
    expect(outboundOf("outbound tcp 1-65535", "outbound udp 53")).toBe("drop");
    expect(outboundOf("outbound tcp 1-65535 192.0.2.0/24", "outbound udp 1-65535")).toBe("drop");
    // A family that is closed as a whole does not limit the other one.
    expect(outboundOf("outbound tcp 1-65535 0.0.0.0/0", "outbound udp 1-65535 0.0.0.0/0")).toBe(
      "accept",
    );
    expect(
      outboundOf(
        "outbound tcp 1-65535 0.0.0.0/0",
        "outbound udp 1-65535 0.0.0.0/0",
        "outbound tcp 443 ::/0",
      ),
    ).toBe("drop");
    expect(outboundOf()).toBe("drop");
  });
});

describe("undetermined ports", () => {
  test("reports undetermined ports in two findings: needed ones, and others", () => {
    const actual = read(createPolicy(126, { omit: "ssh" }), [
      { ...doubt, ports: { from: 22, through: 24 } },
      { ...doubt, ports: { from: 9000, through: 9000 }, reasons: ["line 2: y", "line 3: z"] },
      // Without its condition, a second SMTP port should be closed.
      { ...doubt, ports: { from: 26, through: 26 } },
    ]);
    const { findings } = auditFirewall(126, actual, { conditions: { http3: true } });
    expect(findings.slice(0, 2).map(({ message }) => message)).toEqual([
      "TCP 22 (SSH) should be open but is undetermined: line 1: x",
      "TCP 23-24, 26 (SMTP) and 9000 should be closed but are undetermined: line 1: x; line 2: y; line 3: z",
    ]);
  });

  test("reports ports that are undetermined for a few addresses as an info", () => {
    const actual = read(open(["inbound tcp 22 !203.0.113.9", ...leased]), [
      { ...doubt, ports: { from: 22, through: 22 }, sources: ["203.0.113.9"] },
    ]);
    const { findings, verdict } = auditFirewall(126, actual, { services: "ssh" });
    expect(findings.map(({ message }) => message)).toEqual([
      "TCP 22 (SSH) may be closed to 203.0.113.9 (line 1: x)",
    ]);
    expect(verdict).toBe("fits");
  });

  test("counts the reasons of a finding if there are many", () => {
    const reasons = ["a", "b", "c", "d", "e"];
    const actual = read(open(leased), [{ ...doubt, ports: { from: 22, through: 22 }, reasons }]);
    expect(messages(actual, { services: "ssh" })).toEqual([
      "TCP 22 (SSH) should be open but is undetermined: a; b; c; 2 more",
    ]);
  });
});

describe("qualified ports", () => {
  const qualified = (
    qualification: QualifiedPorts["qualification"],
    port: number,
    reason: string,
    direction: QualifiedPorts["direction"] = "inbound",
  ): QualifiedPorts => ({
    direction,
    protocol: "tcp",
    ports: { from: port, through: port },
    sources: "any",
    except: [],
    qualification,
    reasons: [reason],
    decidedBy: null,
  });

  test("reports one finding for each qualification and direction", () => {
    const actual: Exposure = {
      ...read(open(["inbound tcp 22", "inbound tcp 8443", ...leased]), []),
      qualified: [
        qualified("may-be-closed-to-some", 22, "may be closed to some (ipset bans, line 6)"),
        qualified("may-be-closed-to-some", 8443, "may be closed to some (ipset bans, line 6)"),
        qualified("limited", 22, "limited (line 7)"),
        qualified("limited", 80, "there are 3 more reasons"),
        qualified("may-be-closed-to-some", 25, "may be closed to some (ipset x)", "outbound"),
      ],
    };
    expect(
      messages(actual, { services: "ssh", add: { ports: 8443, protocol: "tcp", label: "x" } }),
    ).toEqual([
      "TCP 22 (SSH) and 8443 may be closed to some addresses (ipset bans, line 6)",
      "Outbound TCP 25 (SMTP) may be closed to some addresses (ipset x)",
      "Connections to TCP 22 (SSH) and 80 (httpd) are limited (line 7; there are 3 more reasons)",
    ]);
    expect(found(actual, { services: "ssh", directions: "outbound" })).toEqual([
      "may-be-closed-to-some outbound tcp 25",
    ]);
    expect(found({ ...actual, families: ["ipv4"] }, { families: "ipv6" })).toEqual([]);
  });

  test("reports a needed port that is open only to a list that was not read", () => {
    const actual: Exposure = {
      ...read(open(leased, closed), []),
      qualified: [
        qualified("may-be-open-to-some", 22, "may be open to some (ipset office, line 3)"),
        qualified("may-be-open-to-some", 80, "may be open to some (ipset office, line 3)"),
        qualified("may-be-open-to-some", 2087, "may be open to some (ipset office, line 3)"),
        qualified("may-be-open-to-some", 25, "may be open to some (--uid-owner 8)", "outbound"),
      ],
    };
    const options = { services: ["ssh", "whm", "httpd", "smtp"], preferTls: true } as const;
    expect(found(actual, { ...options, directions: "inbound" })).toEqual([
      "no-web tcp 80,443",
      "port-closed tcp 25,465,587",
      "open-to-a-list tcp 22,2087",
      "may-be-open-to-some tcp 22,80,2087",
    ]);
    expect(messages(actual, options)).toContain(
      "TCP 22 (SSH) and 2087 (WHM SSL and cPanel Licensing) are closed to everybody except addresses on a list that was not read (ipset office, line 3)",
    );
    // Server accounts that may send mail are not a fault.
    expect(found(actual, { ...options, directions: "outbound" })).toContain(
      "port-closed outbound tcp 465,587",
    );
  });
});

describe("the verdict", () => {
  const whole = read(fitting, []);
  const verdict = (actual: PolicyOrExposure, options?: AuditOptions) => {
    const audit = auditFirewall(126, actual, options);
    return [audit.verdict, audit.gaps.map((gap) => gap.text)];
  };

  test("returns the verdict fits, differs or unknown", () => {
    expect(verdict(fitting)).toEqual(["fits", []]);
    expect(verdict(whole)).toEqual(["fits", []]);
    expect(verdict(createPolicy(126, { omit: 22 }))).toEqual(["differs", []]);
    const without = createPolicy(126, { omit: "ssh" });
    const may = { ...doubt, ports: { from: 22, through: 22 } };
    expect(verdict(read(without, [may]))).toEqual(["unknown", []]);
    const less = createPolicy(126, { omit: ["ssh", 587] });
    expect(verdict(read(less, [may]))).toEqual(["differs", []]);
  });

  test("does not return fits if a requested family was not examined", () => {
    const half: Exposure = { ...whole, families: ["ipv4"] };
    expect(verdict(half)).toEqual(["unknown", ["IPv6 was not examined"]]);
    expect(verdict(half, { families: "ipv4" })).toEqual(["fits", []]);
    expect(verdict(half, { families: ["ipv6"] })).toEqual(["unknown", ["IPv6 was not examined"]]);
    const note: Exposure["notes"][number] = {
      kind: "assumed",
      code: "family",
      input: 0,
      line: 3,
      text: "CSF does not filter IPv6 here; IPv6 was not examined",
    };
    expect(auditFirewall(126, { ...half, notes: [note] }).gaps).toEqual([
      { text: note.text, input: 0, line: 3 },
    ]);
  });

  test("lists assumptions that concern the scope as gaps", () => {
    const assuming = (code: Exposure["notes"][number]["code"]) => ({
      ...whole,
      notes: [{ kind: "assumed", code, input: 0, line: null, text: "x" } as const],
    });
    expect(verdict(assuming("incomplete"))).toEqual(["unknown", ["x"]]);
    expect(verdict(assuming("outbound"))).toEqual(["unknown", ["x"]]);
    expect(verdict(assuming("outbound"), { directions: "inbound" })).toEqual(["fits", []]);
    expect(verdict(assuming("neighbor-discovery"))).toEqual(["unknown", ["x"]]);
    expect(verdict(assuming("neighbor-discovery"), { families: "ipv4" })).toEqual(["fits", []]);
    expect(verdict(assuming("elsewhere"))).toEqual(["fits", []]);
  });

  test("lists outbound connections as a gap if only listeners were read", () => {
    const listening = { ...whole, loopback: [] } as never;
    expect(verdict(listening)).toEqual([
      "unknown",
      ["outbound connections were not examined: the input shows only listening sockets"],
    ]);
    expect(verdict(listening, { directions: "inbound" })).toEqual(["fits", []]);
  });
});

describe("an audit with listeners", () => {
  const ss = (...lines: string[]) =>
    parseListeners(
      `Netid State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\n${lines
        .map((line) => {
          const [protocol, address, process] = line.split(" ");
          const state = protocol === "tcp" ? "LISTEN 0 128" : "UNCONN 0 0";
          return `${protocol} ${state} ${address} 0.0.0.0:* users:(("${process}",pid=1,fd=3))\n`;
        })
        .join("")}`,
    );
  const listeners = ss(
    ...["tcp *:22 sshd", "tcp *:993 dovecot", "tcp *:8443 nginx", "tcp 127.0.0.1:9000 php-fpm"],
    ...["tcp *:2087 cpsrvd", "udp *:53 named"],
  );
  const services = ["ssh", "imap", "whm", "httpd", "dns"];

  test("reports a closed port only if something listens there", () => {
    const actual = open(["inbound tcp 22", "inbound tcp 2087", ...leased]);
    expect(found(actual, { services, preferTls: true, listeners })).toEqual([
      "port-closed tcp 993 udp 53",
    ]);
    expect(found(actual, { services, preferTls: true })).toEqual([
      "no-web tcp 80,443",
      "port-closed tcp 53,993 udp 53",
    ]);
  });

  test("reports an open port as an info if nothing listens there, and names the process otherwise", () => {
    const actual = open([
      ...["22", "993", "2087", "8080-8090", "8443", "9000", "3306", "80"].map(
        (ports) => `inbound tcp ${ports}`,
      ),
      "inbound udp 53",
      ...leased,
    ]);
    expect(messages(actual, { services, preferTls: true, listeners })).toEqual([
      "TCP 9000 (php-fpm) is open to everybody, but what listens there uses only the loopback interface; a change of its address would expose it",
      "TCP 3306 (MySQL®) is open to everybody; nothing listens there, but a service that starts there would be exposed",
      "TCP 8443 (nginx) is open to everybody, but cPanel does not document it",
      "TCP 80 (httpd) and 8080-8090 are open to everybody, but nothing listens there",
    ]);
  });

  test("does not call ports idle if their protocol was not examined", () => {
    const tcp = parseListeners("LISTEN 0 128 *:22 *:*\n");
    expect(
      found(open(["inbound tcp 22", "inbound udp 53", ...leased]), {
        services: ["ssh", "dns"],
        listeners: tcp,
      }),
    ).toEqual([]);
  });

  test("expects SSH on the port where it listens", () => {
    const moved = ss("tcp *:2222 sshd", "tcp *:2087 cpsrvd");
    const actual = open(["inbound tcp 2222", "inbound tcp 2087", ...leased]);
    const options = { services: ["ssh", "whm"], preferTls: true } as const;
    expect(found(actual, { ...options, listeners: moved })).toEqual([]);
    expect(found(actual, options)).toEqual([
      "port-closed tcp 22",
      "undocumented-port-open tcp 2222",
    ]);
    const ssh = parseSshd("Port 2222\nPort 2223\n");
    expect(found(actual, { ...options, ssh })).toEqual(["port-closed tcp 2223"]);
    expect(found(actual, { ...options, services: "whm", ssh })).toEqual([
      "undocumented-port-open tcp 2222",
    ]);
    for (const key of ["ssh", "22", "sshd"]) {
      expect(found(actual, { ...options, ssh, replace: { [key]: 2224 } })).toEqual([
        "port-closed tcp 2224",
        "undocumented-port-open tcp 2222",
      ]);
    }
    expect(found(actual, { ...options, ssh: parseSshd("ListenAddress 127.0.0.1\n") })).toEqual([
      "port-closed tcp 22",
      "undocumented-port-open tcp 2222",
    ]);
    const included = parseSshd("Include sshd_config.d/*.conf\nPort 2222\n");
    const both = open(["inbound tcp 22", "inbound tcp 2222", "inbound tcp 2087", ...leased]);
    expect(found(both, { ...options, ssh: included })).toEqual([]);
    expect(auditFirewall(126, actual, { ...options, ssh: included })).toMatchObject({
      verdict: "unknown",
      gaps: [{ text: expect.stringContaining("SSH may listen on other ports"), input: null }],
    });
  });
});

describe("faults in the rules themselves", () => {
  const place = { input: 0, line: 3, text: 'TESTING = "1"', table: null, chain: null };
  const noting = (...notes: Exposure["notes"]) => ({ ...read(fitting, []), notes });
  const note = { input: 0, line: 3 } as const;

  test("reports faults in the rules themselves, one finding for each kind", () => {
    const actual = noting(
      { ...note, kind: "assumed", code: "testing", text: "TESTING is on", decidedBy: [place] },
      { ...note, kind: "warning", code: "reply-packets", text: "reply traffic is blocked: a" },
      { ...note, kind: "ignored", code: "unreached", text: "the chain a is never reached" },
      { ...note, kind: "ignored", code: "unreached", text: "the chain b is never reached" },
      { ...note, kind: "assumed", code: "elsewhere", text: "x" },
    );
    const { findings, verdict } = auditFirewall(126, actual, { inputs: ["csf.conf"] });
    expect(findings.slice(0, 3).map(({ message }) => message)).toEqual([
      "The firewall removes its own rules: TESTING is on (csf.conf, line 3)",
      "Reply traffic is blocked: a",
      "The chain a is never reached; the chain b is never reached",
    ]);
    expect(findings[0]).toMatchObject({
      ...{ rule: "testing-mode", severity: "error", direction: null, ports: [], who: null },
      decidedBy: [place],
    });
    expect(verdict).toBe("differs");
  });

  test("reports dropped neighbor discovery if IPv6 is in scope", () => {
    const actual = noting({
      ...note,
      kind: "warning",
      code: "neighbor-discovery",
      text: "no rule",
    });
    expect(found(actual)[0]).toBe("no-neighbor-discovery");
    const half = {
      ...read(open(["inbound tcp 22 0.0.0.0/0", ...leased]), []),
      notes: actual.notes,
    };
    const options = { services: "ssh", directions: "inbound" } as const;
    expect(found(half, options)).toEqual(["no-neighbor-discovery"]);
    expect(found(actual, { families: "ipv4" })).toEqual([]);
  });
});

test("names the deciding places, each once and in order", () => {
  const place = (input: number, line: number | null) => ({
    ...{ input, line, text: `line ${line}`, table: null, chain: null },
  });
  const base = read(open([1, 2, 3, 4, 5].map((port) => `inbound tcp ${8000 + 2 * port}`)), []);
  const actual: Exposure = {
    ...base,
    rules: base.rules.map((rule, index) => ({
      ...rule,
      decidedBy: place(index > 3 ? 1 : 0, index === 2 ? null : 9 - index),
    })),
  };
  const [finding] = auditFirewall(126, actual, { services: "ssh" }).findings.filter(
    ({ rule }) => rule === "undocumented-port-open",
  );
  expect(finding?.message).toMatch(/ \(input 1, lines 6, 8 and 9; input 2, line 5\)$/);
  expect(finding?.decidedBy.map(({ line }) => line)).toEqual([null, 6, 8, 9, 5]);
  expect(finding?.ports[0]).toEqual({
    ...{ protocol: "tcp", ports: { from: 8002, through: 8002 }, label: null, services: [] },
    ...{ conditions: [], since: null, who: null, decidedBy: place(0, 9) },
  });
  const named = auditFirewall(126, actual, { services: "ssh", inputs: ["a.nft", "b.nft"] });
  expect(named.findings.find(({ rule }) => rule === "undocumented-port-open")?.message).toMatch(
    / \(a\.nft, lines 6, 8 and 9; b\.nft, line 5\)$/,
  );
  expect(named.inputs).toEqual(["a.nft", "b.nft"]);
});

test("names the line that closed ports or opened everything", () => {
  const of = (text: string, options: AuditOptions = {}) =>
    auditFirewall(126, parseIptables(text), {
      ...{ services: "ssh", families: "ipv4", directions: "inbound", inputs: ["rules.v4"] },
      ...options,
    })
      .findings.filter(({ rule }) => rule !== "no-dhcp")
      .map(({ message }) => message);
  const rules = (policy: string, ...lines: string[]) =>
    `*filter\n:INPUT ${policy} [0:0]\n:OUTPUT ACCEPT [0:0]\n${lines.map((line) => `-A INPUT ${line}\n`).join("")}-A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT\nCOMMIT\n`;
  expect(of(rules("DROP"))).toEqual(["TCP 22 (SSH) is closed to everybody (rules.v4, line 2)"]);
  expect(of(rules("DROP", "-p tcp --dport 22 -j REJECT", "-p tcp --dport 22 -j ACCEPT"))).toEqual([
    "TCP 22 (SSH) is closed to everybody (rules.v4, line 4)",
  ]);
  expect(of(rules("DROP", "-s 198.51.100.0/24 -p tcp --dport 22 -j ACCEPT"))).toEqual([
    "TCP 22 (SSH) is closed to everybody except 198.51.100.0/24 (rules.v4, line 2)",
  ]);
  expect(of(rules("ACCEPT"))).toEqual([
    "Nothing is filtered: every port is open to everybody, except ports that a rule closes (rules.v4, line 2)",
  ]);
  expect(of(rules("DROP"), { services: "ssh", families: "ipv6" })).toEqual([]);
});

test("omits the labels of many ports, and counts the rest of very many", () => {
  const rules = Array.from({ length: 30 }, (_, index) => `inbound tcp ${8000 + 2 * index}`);
  const [message] = messages(open([...rules, ...leased, "inbound tcp 22"]), { services: "ssh" });
  expect(message).toMatch(/^TCP 8000, 8002, .*, 8038 and 10 more are open to everybody, /);
});

test.for([
  [{ families: "ipv5" }, "families"],
  [{ families: [] }, "families"],
  [{ directions: ["inbound", "sideways"] }, "directions"],
  [{ protocols: "sctp" }, "protocols"],
] as const)("refuses the options %j", ([options, field]) => {
  expect(() => auditFirewall(126, fitting, options as never)).toThrow(InvalidOptionError);
  expect(() => auditFirewall(126, fitting, options as never)).toThrow(field);
});
