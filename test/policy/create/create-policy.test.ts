import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { portSpans } from "../../../src/dataset/dataset.ts";
import {
  ContradictoryOptionsError,
  CpanelPortsError,
  createPolicy,
  getPort,
  InvalidOptionError,
  listPorts,
  listServices,
  type Policy,
  type PolicyOptions,
  releases,
} from "../../../src/index.ts";
import { sortRules } from "../../../src/policy/create/sort-rules.ts";
import { policyOptions } from "../../support/policies.ts";
import { thrown } from "../../support/thrown.ts";

/** Returns the rules except the needs of every server. */
const chosen = ({ rules }: Policy) => rules.filter(({ need }) => need === null);
/** Returns the ports except the needs of every server. */
const ports = (policy: Policy, direction: string, protocol = "tcp") =>
  chosen(policy)
    .filter((rule) => rule.direction === direction && rule.protocol === protocol)
    .map(({ ports: { from, through } }) => (from === through ? from : `${from}-${through}`));
const codes = (policy: Policy) => policy.warnings.map((each) => each.code);
const loose = (options: unknown) => options as PolicyOptions;

test("shares unchanged rules between policies", () => {
  const limited = createPolicy(126, { allowFrom: { ssh: "198.51.100.0/24" } });
  const rulesOf = (service: string, { rules }: Policy) =>
    rules.filter(({ services }) => services.some((id) => id === service));
  const [dns, ...others] = rulesOf("dns", createPolicy(126));
  expect(rulesOf("dns", limited)[0]).toBe(dns);
  expect(others.length).toBeGreaterThan(0);
  expect(rulesOf("ssh", limited).map(({ sources }) => sources)).toEqual([["198.51.100.0/24"]]);
  expect(rulesOf("ssh", createPolicy(126)).map(({ sources }) => sources)).toEqual(["any"]);
});

describe("without options", () => {
  test.for(releases.map((each) => each.release))(
    "release %i opens the ports that its page ticks inbound without a condition",
    (release) => {
      const policy = createPolicy(release);
      for (const protocol of ["tcp", "udp"] as const) {
        expect(ports(policy, "inbound", protocol)).toEqual(
          listPorts(release, { direction: "inbound", protocol })
            .filter(({ conditions }) =>
              conditions.every((each) => !each.protocols.includes(protocol)),
            )
            .map((entry) => entry.port),
        );
      }
      expect(
        policy.conditional.map(({ protocol, ports: { from } }) => `${protocol} ${from}`),
      ).toEqual(["tcp 26", ...(release < 120 ? ["tcp 2091"] : []), "tcp 3306", "udp 443"]);
      expect(ports(policy, "outbound")).toEqual([]);
      expect(policy.defaults).toEqual({ inbound: "drop", outbound: "accept" });
      expect(policy.loopback.map((each) => each.port)).toEqual([579, 783, 953]);
      expect(policy.loopback.map((each) => each.protocols)).toEqual([["tcp"], ["tcp", "udp"], []]);
      expect(policy.release).toBe(release);
      expect(policy.title).toBe(`cPanel & WHM ${release}`);
      expect(chosen(policy).every((rule) => rule.sources === "any")).toBe(true);
      expect(codes(policy)).toEqual(["ftp-without-passive-range", "plain-text"]);
    },
  );

  test.for(releases.map((each) => each.release))(
    "release %i opens all ports that its page ticks inbound if all conditions hold",
    (release) => {
      const policy = createPolicy(release, { conditions: "all" });
      for (const protocol of ["tcp", "udp"] as const) {
        expect(ports(policy, "inbound", protocol)).toEqual(
          listPorts(release, { direction: "inbound", protocol }).map((entry) => entry.port),
        );
      }
      expect(policy.conditional).toEqual([]);
      expect(codes(policy)).toEqual(["database-open", "ftp-without-passive-range", "plain-text"]);
    },
  );

  test("a policy names the documentation source of its release", () => {
    expect(createPolicy(104).source?.url).toMatch(/\/102\/$/);
    expect(createPolicy(118).source?.lastModified).toBe("2025-09-02");
  });
});

describe("services and omit", () => {
  test("accept one or several services by id, name or alias", () => {
    expect(ports(createPolicy(126, { services: "sshd" }), "inbound")).toEqual([22]);
    expect(ports(createPolicy(126, { services: ["Exim", "POP3"] }), "inbound")).toEqual([
      25, 110, 465, 587, 995,
    ]);
    expect(chosen(createPolicy(126, { services: [] }))).toEqual([]);
    expect(createPolicy(126, { services: "cphulk" }).loopback.map((each) => each.port)).toEqual([
      579,
    ]);
  });

  test("exclude a shared port if one of its services is omitted", () => {
    const without = ports(createPolicy(126, { omit: ["whm", "cpanel", "carddav"] }), "inbound");
    for (const port of [2079, 2080, 2082, 2083, 2086, 2087]) {
      expect(without).not.toContain(port);
    }
    expect(ports(createPolicy(126, { services: "caldav", omit: "carddav" }), "inbound")).toEqual(
      [],
    );
    expect(ports(createPolicy(126, { omit: [3306, "25"] }), "inbound")).not.toContain(25);
    expect(createPolicy(126, { omit: [3306, "26"] }).conditional.map((rule) => rule.label)).toEqual(
      ["httpd"],
    );
    expect(createPolicy(126, { omit: 2091 })).toEqual(createPolicy(126));
  });
});

describe("replace", () => {
  test("moves a service to another port, by its name or its port", () => {
    expect(
      ports(createPolicy(126, { services: "ssh", replace: { ssh: 2222 } }), "inbound"),
    ).toEqual([2222]);
    expect(
      ports(
        createPolicy(126, { services: "smtp", replace: { 26: [2525, 2526, 2525] } }),
        "inbound",
      ),
    ).toEqual([25, 465, 587, 2525, 2526]);
    expect(
      ports(createPolicy(126, { services: "dns", replace: { dns: 5353 } }), "inbound", "udp"),
    ).toEqual([5353]);
    expect(createPolicy(126, { replace: { ssh: undefined } })).toEqual(createPolicy(126));
    const moved = createPolicy(126, { replace: { 2082: 60000, 26: [2526, 2525] } });
    expect(moved.warnings.map((each) => each.ports)).toEqual([
      [20, 21],
      [110, 143, 2077, 2079, 2086, 2095, 60000],
    ]);
    expect(ports(moved, "inbound")).toEqual(expect.arrayContaining([2525, 2526, 60000]));
  });

  test("does not change outbound ports", () => {
    const policy = createPolicy(126, {
      services: "ftp",
      replace: { 21: 2121 },
      outbound: "needed",
    });
    expect(ports(policy, "inbound")).toEqual([20, 2121]);
    expect(ports(policy, "outbound")).toEqual([20, 21]);
  });

  test("can swap the ports of two services", () => {
    const policy = createPolicy(126, {
      services: ["ssh", "mysql"],
      replace: { ssh: 3306, mysql: 22 },
    });
    expect(chosen(policy).map(({ label, ports: { from } }) => [label, from])).toEqual([
      ["MySQL®", 22],
      ["SSH", 3306],
    ]);
  });
});

describe("add", () => {
  test("opens a port, a range, and the port range of passive FTP", () => {
    const policy = createPolicy(126, {
      services: "ftp",
      outbound: "needed",
      add: [
        "ftp-passive",
        { ports: 8443, protocol: "tcp", label: "Other panel" },
        { ports: { from: 6000, through: 6010 }, protocol: "udp", direction: "inbound", label: "X" },
        { ports: 123, protocol: "udp", direction: "outbound", label: "NTP" },
      ],
    });
    expect(ports(policy, "inbound")).toEqual([20, 21, 8443, "49152-65534"]);
    expect(ports(policy, "inbound", "udp")).toEqual(["6000-6010"]);
    expect(ports(policy, "outbound", "udp")).toEqual([123]);
    expect(policy.rules.find((rule) => rule.label === "Other panel")?.services).toEqual([]);
    expect(codes(policy)).not.toContain("ftp-without-passive-range");
  });

  test("opens for passive FTP the range that the annotation states", () => {
    const { from, through } = chosen(createPolicy(126, { services: "ftp", add: "ftp-passive" })).at(
      -1,
    )?.ports ?? { from: 0, through: 0 };
    const text = getPort(126, 21)?.annotations.find((each) => each.id === "passive-range")?.text;
    expect(text).toContain(`${from} to ${through}`);
  });

  test("limits a custom range for passive FTP together with FTP", () => {
    const policy = createPolicy(126, {
      services: ["ftp", "ssh"],
      add: {
        ports: { from: 30000, through: 31000 },
        protocol: "tcp",
        label: "Passive",
        service: "ftpd",
      },
      allowFrom: { ftp: "198.51.100.7" },
    });
    expect(chosen(policy).map((rule) => rule.sources)).toEqual([
      ["198.51.100.7"],
      ["198.51.100.7"],
      "any",
      ["198.51.100.7"],
    ]);
    expect(codes(policy)).not.toContain("ftp-without-passive-range");
    expect(
      chosen(
        createPolicy(126, {
          services: "ssh",
          add: { ports: 990, protocol: "tcp", label: "x", service: "ssh" },
          allowFrom: { ssh: "198.51.100.7" },
        }),
      ).map((rule) => rule.sources),
    ).toEqual([["198.51.100.7"], ["198.51.100.7"]]);
  });

  test("accepts a port that is already open to the same sources", () => {
    expect(
      chosen(
        createPolicy(126, { services: "ssh", add: { ports: 22, protocol: "tcp", label: "x" } }),
      ),
    ).toHaveLength(2);
  });
});

describe("preferTls, os and conditions", () => {
  test("exclude plain-text ports if their TLS twin is included, except for port 80", () => {
    const policy = createPolicy(126, { preferTls: true, outbound: "needed" });
    expect(ports(policy, "inbound")).toEqual([
      20, 21, 22, 25, 53, 80, 443, 465, 587, 993, 995, 2078, 2080, 2083, 2087, 2096,
    ]);
    expect(ports(policy, "outbound")).not.toContain(2077);
    expect(codes(policy)).not.toContain("plain-text");
    expect(
      ports(createPolicy(126, { services: "imap", omit: 993, preferTls: true }), "inbound"),
    ).toEqual([143]);
  });

  test("exclude ports that only another operating system uses", () => {
    const outbound = (os?: string) =>
      ports(createPolicy(126, { outbound: "needed", os }), "outbound");
    expect(outbound()).not.toContain(11371);
    expect(outbound("Ubuntu 22.04")).toContain(11371);
    expect(outbound("almalinux")).not.toContain(11371);
    expect(outbound("AlmaLinux 9.4")).not.toContain(11371);
  });
});

describe("outbound", () => {
  test("opens the ports that the page ticks outbound", () => {
    const policy = createPolicy(126, { outbound: "needed", conditions: "all" });
    for (const protocol of ["tcp", "udp"] as const) {
      expect(ports(policy, "outbound", protocol)).toEqual(
        listPorts(126, { direction: "outbound", protocol }).map((entry) => entry.port),
      );
    }
    expect(policy.defaults.outbound).toBe("drop");
    expect(codes(policy).filter((code) => code.startsWith("no-"))).toEqual([]);
  });

  test("omits the ports that the page ticks outbound for a condition", () => {
    const policy = createPolicy(126, { outbound: "needed" });
    const outbound = policy.conditional.filter(({ direction }) => direction === "outbound");
    expect(outbound.map(({ protocol, ports: { from } }) => `${protocol} ${from}`)).toEqual([
      "tcp 26",
      "tcp 11371",
      "udp 443",
    ]);
  });
});

describe("allowFrom", () => {
  test("limits a shared port to the combined sources of its limited services", () => {
    const policy = createPolicy(126, {
      services: ["caldav", "carddav", "ssh"],
      allowFrom: {
        caldav: ["198.51.100.0/24", "2001:DB8::1"],
        carddav: "192.0.2.1",
        22: "192.0.2.2",
      },
    });
    expect(chosen(policy).map(({ ports: { from }, sources }) => [from, sources])).toEqual([
      [22, ["192.0.2.2"]],
      [2079, ["192.0.2.1", "198.51.100.0/24", "2001:db8::1"]],
      [2080, ["192.0.2.1", "198.51.100.0/24", "2001:db8::1"]],
    ]);
  });

  test("limits a service on its replaced port", () => {
    const policy = createPolicy(126, {
      services: "ssh",
      replace: { ssh: 2222 },
      allowFrom: { 22: "192.0.2.2" },
    });
    expect(chosen(policy).map(({ ports: { from }, sources }) => [from, sources])).toEqual([
      [2222, ["192.0.2.2"]],
    ]);
  });

  test("never limits outbound connections", () => {
    const policy = createPolicy(126, {
      services: "dns",
      outbound: "needed",
      allowFrom: { dns: "192.0.2.2" },
    });
    expect(chosen(policy).map((rule) => [rule.direction, rule.sources])).toEqual([
      ["inbound", ["192.0.2.2"]],
      ["inbound", ["192.0.2.2"]],
      ["outbound", "any"],
      ["outbound", "any"],
    ]);
  });

  test("accepts the names of license callback and feature sources", () => {
    const callback = createPolicy(126, {
      services: ["ssh", "whm"],
      allowFrom: { whm: "license-callback" },
    });
    expect(callback.rules.find((rule) => rule.ports.from === 2087)?.sources).toEqual([
      "208.74.121.0/24",
      "208.74.123.0/24",
    ]);
    expect(codes(callback)).not.toContain("no-license-callback");
    const features = createPolicy(126, {
      services: "httpd",
      allowFrom: { httpd: "feature-sources" },
    });
    expect(features.rules[0]?.sources).toContain("78.138.117.141");
    const warning = features.warnings.find((each) => each.code === "feed-left-out");
    expect(warning?.text).toContain("https://tools.koalityengine.com/ip.txt");
  });
});

describe("warnings", () => {
  test("include lockout if neither SSH nor WHM is open", () => {
    expect(codes(createPolicy(126, { services: "httpd" }))).toContain("lockout");
    for (const options of [
      { services: "ssh" },
      { services: "whm" },
      { services: "ssh", replace: { ssh: 2222 } },
      { services: "httpd", add: { ports: 22, protocol: "tcp" as const, label: "SSH" } },
      { services: "ssh", allowFrom: { ssh: "192.0.2.1" } },
    ]) {
      expect(codes(createPolicy(126, options))).not.toContain("lockout");
    }
    expect(
      codes(
        createPolicy(126, { services: "httpd", add: { ports: 22, protocol: "udp", label: "x" } }),
      ),
    ).toContain("lockout");
  });

  test("include no-license-callback if the senders can reach none of the ports", () => {
    const all = ["cpanel", "whm", "webmail", "cpanel-licensing"];
    const has = (options: PolicyOptions) =>
      codes(createPolicy(126, options)).includes("no-license-callback");
    expect(has({ omit: all })).toBe(true);
    expect(has({ services: "webmail" })).toBe(false);
    expect(has({ services: "webmail", omit: 2096 })).toBe(true);
    expect(has({ services: "whm", allowFrom: { whm: "208.74.121.0/24" } })).toBe(true);
    expect(has({ services: "whm", allowFrom: { whm: "208.74.0.0/16" } })).toBe(false);
    expect(has({ services: "whm", allowFrom: { 2086: "192.0.2.1" } })).toBe(false);
    const halves = ["208.74.121.0/25", "208.74.121.128/25", "208.74.123.0/24", "::/0"];
    expect(has({ services: "whm", allowFrom: { whm: halves } })).toBe(false);
    expect(has({ services: "whm", allowFrom: { whm: halves.slice(1) } })).toBe(true);
    expect(has({ services: "ssh", replace: { ssh: 2087 } })).toBe(true);
    expect(has({ services: "ssh", add: { ports: 2087, protocol: "tcp", label: "x" } })).toBe(false);
  });

  test("include lockout if SSH and WHM are open only to addresses without an administrator", () => {
    for (const options of [
      { services: "httpd", replace: { 80: 22 } },
      { services: "ssh", allowFrom: { ssh: ["127.0.0.1", "::1"] } },
      { services: ["whm"], allowFrom: { "cpanel-licensing": "license-callback" } },
      { services: ["ssh"], allowFrom: { ssh: ["feature-sources", "license-callback"] } },
    ]) {
      expect(codes(createPolicy(126, options))).toContain("lockout");
    }
    const allowFrom = { ssh: ["license-callback", "198.51.100.7"] };
    expect(codes(createPolicy(120, { services: "ssh", allowFrom }))).not.toContain("lockout");
  });

  test("name the ports of SSH and WHM in lockout, and what still gets you in", () => {
    expect(createPolicy(126, { services: "httpd" }).warnings).toContainEqual({
      code: "lockout",
      ports: [22, 2086, 2087],
      text: "you can reach neither SSH nor WHM from outside; only a console gets you back in",
    });
  });

  test("include lockout if only the port of another service is open", () => {
    const add = { ports: 8443, protocol: "tcp", label: "Panel" } as const;
    expect(codes(createPolicy(126, { services: "httpd", add }))).toContain("lockout");
    expect(codes(createPolicy(120, { services: "httpd" }))).toContain("lockout");
  });

  test("include shared-port if the limit of one service cuts off another", () => {
    const shared = (allowFrom: PolicyOptions["allowFrom"]) =>
      createPolicy(126, {
        services: ["cpanel", "whm", "webmail", "caldav", "carddav"],
        preferTls: true,
        allowFrom,
      }).warnings.find((each) => each.code === "shared-port");
    expect(shared({ whm: "198.51.100.7", "cpanel-licensing": "license-callback" })).toMatchObject({
      ports: [2083, 2096],
      text: expect.stringContaining("2083 by cpanel, 2096 by webmail"),
    });
    expect(shared({ whm: "198.51.100.7" })).toBeUndefined();
    expect(shared({ caldav: "198.51.100.7" })?.ports).toEqual([2080]);
    expect(shared({ caldav: "198.51.100.7", carddav: "198.51.100.7" })).toBeUndefined();
    expect(shared({ 2080: "198.51.100.7" })).toBeUndefined();
  });

  test("include unused-service for a service without an open port", () => {
    const text = (release: 118 | 126, options: PolicyOptions) =>
      createPolicy(release, options).warnings.find((each) => each.code === "unused-service")?.text;
    expect(text(126, { services: ["ssh", "z-push", "cpan"] })).toBe(
      "no port is open for activesync, cpan",
    );
    expect(
      text(118, {
        services: ["z-push", "cpan"],
        outbound: "needed",
        conditions: { "z-push": true },
      }),
    ).toBeUndefined();
  });

  test("include ftp-without-passive-range unless FTP is excluded or a range is open", () => {
    expect(codes(createPolicy(126, { omit: "ftp" }))).not.toContain("ftp-without-passive-range");
    const add = { ports: { from: 50000, through: 51000 }, protocol: "tcp", label: "x" } as const;
    expect(codes(createPolicy(126, { add }))).not.toContain("ftp-without-passive-range");
    for (const other of [8443, 60000, { from: 8000, through: 8010 }]) {
      expect(codes(createPolicy(126, { add: { ...add, ports: other } }))).toContain(
        "ftp-without-passive-range",
      );
    }
    expect(codes(createPolicy(126, { add: { ...add, ports: 2121, service: "ftp" } }))).toContain(
      "ftp-without-passive-range",
    );
  });

  test("include plain-text for ports that allow plain text if their TLS twin is open", () => {
    const warningOf = (options: PolicyOptions) =>
      createPolicy(126, options).warnings.find((each) => each.code === "plain-text");
    const ported = (options: PolicyOptions) => warningOf(options)?.ports;
    expect(warningOf({ services: ["imap", "webmail"] })?.text).toBe(
      "passwords cross the network in plain text on 2095, and on 143 if clients do not upgrade to TLS; the TLS twin of each port is also open",
    );
    expect(warningOf({ services: "webmail" })?.text).toBe(
      "passwords cross the network in plain text on 2095; the TLS twin of each port is also open",
    );
    expect(warningOf({ services: "imap" })?.text).toBe(
      "passwords cross the network in plain text on 143 if clients do not upgrade to TLS; the TLS twin of each port is also open",
    );
    expect(ported({})).toEqual([110, 143, 2077, 2079, 2082, 2086, 2095]);
    expect(ported({ services: ["imap", "httpd"] })).toEqual([143]);
    expect(ported({ services: "imap", omit: 993 })).toBeUndefined();
  });
});

describe("contradictory options", () => {
  const office = "192.0.2.1";
  const tcp = (from: number, through = from) => ({
    ports: { from, through },
    protocol: "tcp" as const,
    label: "x",
  });
  test.for<[string, string, PolicyOptions]>([
    ["services", "omit.sshd", { services: "ssh", omit: "sshd" }],
    ["services", "replace.ftp", { services: "ssh", replace: { ftp: 2121 } }],
    ["omit.ssh", "replace.22", { omit: "ssh", replace: { 22: 2222 } }],
    ["omit.22", "allowFrom.ssh", { omit: 22, allowFrom: { ssh: office } }],
    ["preferTls", "replace.143", { preferTls: true, replace: { 143: 1143 } }],
    [
      "conditions.second-smtp-port",
      "replace.26",
      { conditions: { "second-smtp-port": false }, replace: { 26: 2525 } },
    ],
    ["replace.ssh", "replace.22", { replace: { ssh: 2222, 22: 2223 } }],
    ["port 2087", "replace.ssh", { replace: { ssh: 2087 } }],
    ["replace.ssh", "replace.mysql", { replace: { ssh: 5000, mysql: 5000 } }],
    ["os", "conditions.ubuntu", { os: "ubuntu", conditions: { ubuntu: false } }],
    ["os", "conditions.ubuntu", { os: "rocky", conditions: { ubuntu: true } }],
    ["outbound", "add[0]", { add: { ...tcp(8443), direction: "outbound" } }],
    ["omit.ftpd", "add[0]", { omit: "ftpd", add: "ftp-passive" }],
    ["services", "add[0]", { services: "ssh", add: "ftp-passive" }],
    ["omit.26", "add[1]", { omit: 26, add: ["ftp-passive", tcp(26)] }],
    ["omit.mysql", "add[0]", { omit: "mysql", add: tcp(3000, 4000) }],
    ["preferTls", "add[0]", { preferTls: true, add: tcp(2082) }],
    ["port 2086", "add[0]", { allowFrom: { whm: office }, add: tcp(2000, 3000) }],
    ["allowFrom.whm", "allowFrom.2086", { allowFrom: { whm: office, 2086: office } }],
    ["allowFrom.ssh", "allowFrom.sshd", { allowFrom: { ssh: office, sshd: office } }],
    ["allowFrom.caldav", "allowFrom.2079", { allowFrom: { 2079: office, caldav: office } }],
  ])("are rejected: %s and %s", ([first, second, options]) => {
    const error = thrown(() => createPolicy(118, options));
    expect(error).toBeInstanceOf(ContradictoryOptionsError);
    const { options: names, code, message } = error as ContradictoryOptionsError;
    expect([...names].sort()).toEqual([first, second].sort());
    expect(code).toBe("contradictory-options");
    expect(message).toContain(names[1]);
  });
});

describe("invalid options", () => {
  test.for<[string, unknown, RegExp]>([
    ["options", null, /^options is null; expected an object$/],
    [
      "service",
      { service: "ssh" },
      /"service" is not one of the options \(did you mean services\?\); expected any of services, omit/,
    ],
    [
      "services",
      { services: "telnet" },
      /^services is "telnet"; expected a service such as ssh or imap \(an id, an alias, a daemon or a category\), or the number of a documented port$/,
    ],
    [
      "services[0]",
      { services: [23] },
      /^services\[0\] is 23; .*documented port \(add opens other ports\)$/,
    ],
    ["services", { services: 8443 }, /^services is 8443; .* \(add opens other ports\)$/],
    ["services[0]", { services: [["ssh"]] }, /^services\[0\] is an array; expected a service/],
    ["omit[1]", { omit: ["ssh", null] }, /^omit\[1\] is null; expected a service/],
    ["preferTls", { preferTls: null }, /^preferTls is null; expected one of true, false$/],
    ["outbound", { outbound: null }, /^outbound is null; expected one of any, needed$/],
    ["services[0]", { services: ["dhcp"] }, /services\[0\] is "dhcp".*; expected a service/],
    [
      "omit",
      { omit: "echo" },
      /omit is "echo".*; .*, or one of dhcp, dhcpv6, dns-queries, .*, or the number of a documented port$/,
    ],
    ["omit", { omit: "telnet" }, /omit is "telnet"; .* or the number of a documented port$/],
    ["services", { services: "8443" }, /^services is "8443"; .* \(add opens other ports\)$/],
    ["omit", { omit: 23 }, /omit is 23; .* or the number of a documented port$/],
    ["omit", { omit: "x".repeat(5000) }, /^omit is "x{70,}…; expected/],
    ["replace", { replace: [2222] }, /replace is an array; expected an object/],
    [
      "allowFrom",
      { allowFrom: new Map([["whm", "198.51.100.1"]]) },
      /expected a plain object, not a Map or class instance/,
    ],
    ["replace", { replace: { telnet: 23 } }, /^"telnet" is not a key of replace/],
    [
      "replace.whm",
      { replace: { whm: 1 } },
      /the service uses 2 inbound ports; expected one of these ports as the key: 2086, 2087/,
    ],
    [
      "replace.ssh",
      { replace: { ssh: 0 } },
      /replace.ssh is 0; expected a port, a whole number from 1 to 65535/,
    ],
    ["replace.ssh", { replace: { ssh: "2222" } }, /replace.ssh is "2222"/],
    ["replace.ssh", { replace: { ssh: [] } }, /expected at least one port/],
    [
      "replace.873",
      { replace: { 873: 874 } },
      /no documented inbound port in release 126; expected one of 20, 21/,
    ],
    ["replace.783", { replace: { 783: 784 } }, /no documented inbound port/],
    ["replace.2091", { replace: { 2091: 1 } }, /no documented inbound port in release 126/],
    [
      "replace.activesync",
      { replace: { activesync: 1 } },
      /no documented inbound port in release 126/,
    ],
    [
      "replace.ssh",
      { replace: { ssh: 783 } },
      /replace.ssh opens port 783 \(Apache SpamAssassin™\), which only the server itself may reach; expected ports without 579, 783, 953/,
    ],
    [
      "add[0]",
      { add: "ftp" },
      /add\[0\] is "ftp" \(did you mean ftp-passive\?\); expected "ftp-passive" or an object such as/,
    ],
    ["add[0]", { add: [null] }, /add\[0\] is null; expected "ftp-passive" or an object/],
    [
      "port",
      { add: { port: 1 } },
      /"port" is not a key of add\[0\] \(did you mean ports\?\); expected "ftp-passive" or an object such as \{ ports: 8443/,
    ],
    [
      "add[0].ports",
      { add: { ports: 65536, protocol: "tcp", label: "x" } },
      /add\[0\].ports is 65536/,
    ],
    [
      "add[0].ports",
      { add: { ports: "1-2", protocol: "tcp", label: "x" } },
      /add\[0\].ports is "1-2"; expected a port, .* or a range such as \{ from: 8000, through: 8010 \}$/,
    ],
    [
      "add[0].ports",
      { add: { protocol: "tcp", label: "x" } },
      /add\[0\].ports is undefined; expected a port, .* or a range such as/,
    ],
    ["add[0].ports", { add: { ports: null } }, /add\[0\].ports is null; expected a port/],
    [
      "add[0]",
      { add: "8443/tcp=Panel" },
      /add\[0\] is "8443\/tcp=Panel"; expected "ftp-passive" or an object such as \{ ports: 8443, protocol: "tcp", label: "Panel" \}$/,
    ],
    [
      "conditions",
      { conditions: "http3" },
      /conditions is "http3"; expected "all" or an object such as \{ http3: true \}$/,
    ],
    [
      "conditions",
      { conditions: ["http3"] },
      /conditions is an array; expected "all" or an object such as/,
    ],
    ["allowFrom", { allowFrom: "198.51.100.7" }, /expected an object such as \{ whm: "/],
    [
      "add[0].ports.through",
      { add: { ports: { from: 9, through: 8 }, protocol: "tcp", label: "x" } },
      /through is 8; expected 9 or higher, because from is 9$/,
    ],
    [
      "add[0].protocol",
      { add: { ports: 1, protocol: "sctp", label: "x" } },
      /expected one of tcp, udp/,
    ],
    [
      "add[0].direction",
      { add: { ports: 1, protocol: "tcp", direction: "in", label: "x" } },
      /expected one of inbound, outbound/,
    ],
    [
      "add[0].label",
      { add: { ports: 1, protocol: "tcp" } },
      /label is undefined; expected 1 to 100 characters/,
    ],
    [
      "add[0].label",
      { add: { ports: 1, protocol: "tcp", label: "x".repeat(101) } },
      /1 to 100 characters/,
    ],
    ["add[0].label", { add: { ports: 1, protocol: "tcp", label: " " } }, /1 to 100 characters/],
    [
      "add[0].label",
      { add: { ports: 1, protocol: "tcp", label: "a\u202eb" } },
      /without control characters/,
    ],
    [
      "add[0].service",
      { add: { ports: 1, protocol: "tcp", label: "x", service: "telnet" } },
      /service is "telnet"/,
    ],
    [
      "add[0]",
      { add: { ports: { from: 500, through: 600 }, protocol: "tcp", label: "x" } },
      /add\[0\] opens port 579 \(cPHulk\)/,
    ],
    [
      "add[0]",
      {
        outbound: "needed",
        add: { ports: 953, protocol: "tcp", direction: "outbound", label: "x" },
      },
      /opens port 953/,
    ],
    ["preferTls", { preferTls: "yes" }, /expected one of true, false/],
    ["outbound", { outbound: "none" }, /outbound is "none"; expected one of any, needed$/],
    [
      "conditions",
      { conditions: { "no-push": true } },
      /^"no-push" is not a key of conditions \(did you mean z-push\?\); expected one of second-smtp-port, /,
    ],
    ["conditions.z-push", { conditions: { "z-push": "no" } }, /expected one of true, false/],
    ["allowFrom", { allowFrom: { telnet: "192.0.2.1" } }, /^"telnet" is not a key of allowFrom/],
    [
      "allowFrom.ssh",
      { allowFrom: { ssh: "office" } },
      /allowFrom.ssh is "office"; expected an IPv4 or IPv6 address .*\(or one of license-callback, feature-sources\)/,
    ],
    [
      "allowFrom.ssh",
      { allowFrom: { ssh: "192.0.2.1/24" } },
      /expected the network 192.0.2.0\/24 or the address 192.0.2.1/,
    ],
    ["allowFrom.ssh", { allowFrom: { ssh: [] } }, /expected at least one address or network$/],
    ["allowFrom.cpan", { allowFrom: { cpan: "192.0.2.1" } }, /no documented inbound port/],
    [
      "allowFrom.rsync",
      {
        outbound: "needed",
        add: { ports: 8730, protocol: "tcp", direction: "outbound", label: "x", service: "rsync" },
        allowFrom: { rsync: "192.0.2.1" },
      },
      /no documented inbound port/,
    ],
    ["allowFrom.783", { allowFrom: { 783: "192.0.2.1" } }, /no documented inbound port/],
  ])("are rejected by their field: %s of %j", ([field, options, message]) => {
    const error = thrown(() => createPolicy(126, loose(options)));
    expect(error).toBeInstanceOf(InvalidOptionError);
    expect((error as InvalidOptionError).field).toBe(field);
    expect(error.message).toMatch(message);
    expect(error.message.length).toBeLessThan(300);
  });

  test("are rejected with an error that carries the input", () => {
    const refused = (options: PolicyOptions) => thrown(() => createPolicy(126, options)).input;
    expect(refused({ replace: { 873: 1 } })).toBe(873);
    expect(refused({ allowFrom: { cpan: "192.0.2.1" } })).toBe("cpan");
  });

  test("include a range that ends at a conditional port", () => {
    expect(createPolicy(118, { allowFrom: { 2091: "192.0.2.1" } }).rules).toContainEqual(
      expect.objectContaining({ ports: { from: 2091, through: 2091 }, sources: ["192.0.2.1"] }),
    );
    expect(() => createPolicy(118, { allowFrom: { "2090-2091": "192.0.2.1" } })).toThrow(
      "allowFrom.2090-2091: the policy opens no such port",
    );
  });

  test("are rejected with an error that carries the accepted values", () => {
    const refusal = (options: object) => thrown(() => createPolicy(126, loose(options)));
    const services = listServices().map(({ id }) => id);
    const documented = [...new Set(portSpans().map(({ entry }) => entry.port))];
    expect(refusal({ services: 23 })).toMatchObject({ accepted: [...services, ...documented] });
    expect(refusal({ services: 23 }).message).toMatch(
      /, or the number of a documented port \(add opens other ports\)$/,
    );
    expect(refusal({ omit: 23 })).toMatchObject({
      accepted: expect.arrayContaining([...services, "dhcp", "dns-queries", ...documented]),
    });
    expect(refusal({ allowFrom: { telnet: "192.0.2.1" } })).toMatchObject({ accepted: services });
    const add = { protocol: "tcp", label: "x" };
    expect(refusal({ add: { ...add, ports: { from: 2, through: 1 } } })).toMatchObject({
      field: "add[0].ports.through",
      accepted: [],
    });
    expect(refusal({ add: { ...add, ports: "2" } })).toMatchObject({ accepted: [] });
    expect(refusal({ add: { ...add, ports: { from: 0, through: 1 } } })).toMatchObject({
      accepted: [],
    });
  });

  test("include feature sources that the page does not list", () => {
    const allowFrom = { httpd: "feature-sources" };
    expect(thrown(() => createPolicy(120, { allowFrom })).message).toMatch(
      /"feature-sources"; expected addresses, because the page of release 120 lists no feature sources/,
    );
    expect(thrown(() => createPolicy(102, { allowFrom })).message).toMatch(
      /at least one address or network; the page lists only https:/,
    );
  });

  test("include an unknown release and an unknown operating system", () => {
    expect(thrown(() => createPolicy(125 as number)).code).toBe("development-release");
    expect(thrown(() => createPolicy(126, { os: "debian" })).code).toBe("unknown-operating-system");
  });
});

test("returns equal policies for additions in any order", () => {
  const add = (["ssh", "ftp"] as const).map((service) => ({
    ports: 8443,
    protocol: "tcp" as const,
    label: "x",
    service,
  }));
  expect(createPolicy(126, { add: [...add].reverse() })).toEqual(createPolicy(126, { add }));
});

test("returns for any options a frozen, sorted and serializable policy that opens no loopback port", () => {
  let made = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...releases.map((each) => each.release)),
      policyOptions,
      (release, options) => {
        let policy: Policy;
        try {
          policy = createPolicy(release, options);
        } catch (error) {
          expect(error).toBeInstanceOf(CpanelPortsError);
          return;
        }
        made++;
        expect(createPolicy(release, structuredClone(options))).toEqual(policy);
        expect(JSON.parse(JSON.stringify(policy))).toEqual(policy);
        expect(sortRules(policy.rules)).toEqual(policy.rules);
        for (const part of [
          policy,
          policy.rules,
          policy.loopback,
          policy.warnings,
          ...policy.rules,
        ]) {
          expect(Object.isFrozen(part)).toBe(true);
        }
        for (const { ports: range, direction, sources, need } of policy.rules) {
          for (const port of [579, 783, 953]) {
            expect(range.from <= port && port <= range.through).toBe(false);
          }
          expect(range.from).toBeLessThanOrEqual(range.through);
          expect(direction === "outbound" && sources !== "any" && need === null).toBe(false);
        }
      },
    ),
    { numRuns: 2000 },
  );
  expect(made).toBeGreaterThan(200);
});

describe("words for several services", () => {
  const inbound = (options: PolicyOptions) => [
    ...new Set(
      chosen(createPolicy(126, { outbound: "any", ...options })).map((rule) => rule.ports.from),
    ),
  ];

  test("include all services of a daemon or category", () => {
    expect(inbound({ services: "dovecot" })).toEqual(inbound({ services: ["imap", "pop3"] }));
    expect(inbound({ services: "CPDAVD" })).toEqual([2077, 2078, 2079, 2080]);
    expect(inbound({ services: "mail" })).toEqual(inbound({ services: ["imap", "pop3", "smtp"] }));
  });

  test("cause no warning about services that the release lacks, unless it lacks all of them", () => {
    const warned = (services: string) =>
      createPolicy(126, { services }).warnings.filter(({ code }) => code === "unused-service");
    expect(warned("mail")).toEqual([]);
    expect(warned("apns")).toHaveLength(1);
  });

  test("exclude all services of a daemon", () => {
    const left = inbound({ omit: "dovecot" });
    expect(inbound({}).filter((port) => !left.includes(port))).toEqual([110, 143, 993, 995]);
  });

  test.for<[string, PolicyOptions]>([
    ["replace", { replace: { dovecot: 1143 } }],
    ["allowFrom", { allowFrom: { dovecot: "192.0.2.1" } }],
    ["add[0].service", { add: { ports: 1, protocol: "tcp", label: "x", service: "dovecot" } }],
  ])("are rejected by %s, which accepts a single service", ([field, options]) => {
    const error = thrown(() => createPolicy(126, options));
    expect(error).toMatchObject({ code: "invalid-option", field, accepted: ["imap", "pop3"] });
    const expected = "; expected one of the services it includes: imap, pop3";
    expect([
      `${field} is "dovecot"${expected}`,
      `"dovecot" is not a key of ${field}${expected}`,
    ]).toContain(error.message);
  });

  test("are accepted by allowFrom if a daemon serves a single service", () => {
    const policy = createPolicy(126, { services: "ssh", allowFrom: { sshd: "192.0.2.1" } });
    expect(chosen(policy).map((rule) => rule.sources)).toEqual([["192.0.2.1"]]);
  });
});
