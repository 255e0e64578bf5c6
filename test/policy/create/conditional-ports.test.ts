import { describe, expect, test } from "vitest";
import {
  ContradictoryOptionsError,
  createPolicy,
  type Policy,
  type PolicyOptions,
} from "../../../src/index.ts";
import { renderNftables } from "../../../src/render/index.ts";
import { thrown } from "../../support/thrown.ts";

/** Returns short forms of rules, such as `inbound tcp 26` or `inbound tcp 26 from 192.0.2.1`. */
const brief = (rules: Policy["rules"]) =>
  rules.map(
    ({ direction, protocol, ports, sources }) =>
      `${direction} ${protocol} ${ports.from}${sources === "any" ? "" : ` from ${sources}`}`,
  );
/** Returns the open rules that are documented for a condition. */
const opened = ({ rules }: Policy) =>
  brief(rules.filter(({ conditions }) => conditions.length > 0));
const leftOut = ({ conditional }: Policy) => brief(conditional);
const office = "192.0.2.1";
const needed = { outbound: "needed" } as const;

/** Every port that page 118 documents for a condition. */
const all118 = [
  ...["inbound tcp 26", "inbound tcp 2091", "inbound tcp 3306", "inbound udp 443"],
  ...["outbound tcp 26", "outbound tcp 11371", "outbound udp 443"],
];

describe("a port that is documented for a condition", () => {
  test("is omitted and listed unless its condition is stated", () => {
    const policy = createPolicy(118, needed);
    expect(opened(policy)).toEqual([]);
    expect(leftOut(policy)).toEqual(all118);
    expect(policy.conditional[0]).toMatchObject({
      label: "SMTP",
      services: ["smtp"],
      conditions: [{ id: "second-smtp-port" }],
      need: null,
    });
    expect(Object.isFrozen(policy.conditional[0])).toBe(true);
  });

  test("is listed only for a limited direction", () => {
    expect(leftOut(createPolicy(118))).toEqual(all118.slice(0, 4));
  });

  test("is listed only if the policy includes its service", () => {
    expect(leftOut(createPolicy(118, { services: ["ssh", "smtp"] }))).toEqual(["inbound tcp 26"]);
    expect(leftOut(createPolicy(118, { services: "ssh" }))).toEqual([]);
    expect(leftOut(createPolicy(118, { omit: ["smtp", 3306] }))).toEqual([
      "inbound tcp 2091",
      "inbound udp 443",
    ]);
  });

  test("is listed in rendered output, with its condition and the id of the condition", () => {
    const text = renderNftables(createPolicy(118));
    expect(text.replace(/\n# {5}/g, " ")).toContain(
      "# omitted because their conditions are unknown:\n#   inbound tcp 26: SMTP, only if a second SMTP port is set (second-smtp-port)\n#   inbound tcp 2091: Exchange ActiveSync (EAS) SSL/TLS, only if Calendars and Contacts Server and Z-Push are both installed (z-push)\n",
    );
    expect(renderNftables(createPolicy(118, { conditions: "all" }))).not.toContain("omitted");
  });

  test.for<[string, readonly string[]]>([
    ["second-smtp-port", ["inbound tcp 26", "outbound tcp 26"]],
    ["z-push", ["inbound tcp 2091"]],
    ["remote-mysql", ["inbound tcp 3306"]],
    ["http3", ["inbound udp 443", "outbound udp 443"]],
    ["ubuntu", ["outbound tcp 11371"]],
  ])("is included if its condition is stated: %s", ([id, expected]) => {
    const policy = createPolicy(118, { ...needed, conditions: { [id]: true } });
    expect(opened(policy)).toEqual(expected);
    expect(leftOut(policy)).toEqual(all118.filter((each) => !expected.includes(each)));
    const without = createPolicy(118, { ...needed, conditions: { [id]: false } });
    expect(opened(without)).toEqual([]);
    expect(leftOut(without)).toEqual(leftOut(policy));
  });

  test("is included if all conditions hold", () => {
    const policy = createPolicy(118, { ...needed, conditions: "all" });
    expect(opened(policy)).toEqual(all118);
    expect(leftOut(policy)).toEqual([]);
  });

  test("is excluded on another operating system even if all conditions hold", () => {
    const policy = createPolicy(118, { ...needed, conditions: "all", os: "almalinux" });
    expect(opened(policy)).toEqual(all118.filter((each) => each !== "outbound tcp 11371"));
  });

  test("is included or excluded by an operating system that decides its condition", () => {
    for (const [os, open] of [
      ["Ubuntu 22.04", ["outbound tcp 11371"]],
      ["almalinux", []],
    ] as const) {
      const policy = createPolicy(118, { ...needed, os });
      expect(opened(policy)).toEqual(open);
      expect(leftOut(policy)).toEqual(all118.filter((each) => each !== "outbound tcp 11371"));
    }
  });

  test("is included in both directions if it is given by its number", () => {
    const policy = createPolicy(118, { ...needed, services: ["ssh", 26, "11371"] });
    expect(opened(policy)).toEqual(["inbound tcp 26", "outbound tcp 26", "outbound tcp 11371"]);
    expect(leftOut(policy)).toEqual([]);
  });

  test("is included inbound, but not outbound, if it is replaced", () => {
    const policy = createPolicy(118, {
      ...needed,
      services: "smtp",
      replace: { 26: [2525, 2526] },
    });
    expect(opened(policy)).toEqual(["inbound tcp 2525", "inbound tcp 2526"]);
    expect(leftOut(policy)).toEqual(["outbound tcp 26"]);
    expect(opened(createPolicy(118, { replace: { mysql: 3307 } }))).toEqual(["inbound tcp 3307"]);
  });

  test("is included inbound, but not outbound, for allowed sources of the port or its service", () => {
    for (const key of ["26", "smtp"]) {
      const policy = createPolicy(118, {
        ...needed,
        services: "smtp",
        allowFrom: { [key]: office },
      });
      expect(opened(policy)).toEqual([`inbound tcp 26 from ${office}`]);
      expect(leftOut(policy)).toEqual(["outbound tcp 26"]);
    }
    expect(opened(createPolicy(118, { allowFrom: { mysql: office, httpd: office } }))).toEqual([
      `inbound tcp 3306 from ${office}`,
      `inbound udp 443 from ${office}`,
    ]);
  });

  test("stays omitted if allowed sources are set for a range that begins with it", () => {
    const policy = createPolicy(126, {
      add: { ports: { from: 3306, through: 3310 }, protocol: "udp", label: "x" },
      allowFrom: { "3306-3310": office },
    });
    expect(opened(policy)).toEqual([]);
    expect(leftOut(policy)).toContain("inbound tcp 3306");
    expect(policy.rules.find(({ label }) => label === "x")?.sources).toEqual([office]);
  });

  test("does not affect the other protocol on the same port number", () => {
    const on443 = (options: PolicyOptions) =>
      brief(
        createPolicy(126, { services: "httpd", ...options }).rules.filter(
          ({ ports, need }) => ports.from === 443 && need === null,
        ),
      );
    expect(on443({})).toEqual(["inbound tcp 443"]);
    expect(on443({ conditions: { http3: false } })).toEqual(["inbound tcp 443"]);
    expect(on443({ conditions: { http3: true } })).toEqual(["inbound tcp 443", "inbound udp 443"]);
    expect(on443({ services: 443 })).toEqual(["inbound tcp 443", "inbound udp 443"]);
  });
});

describe("services", () => {
  const inbound = (services: PolicyOptions["services"]) =>
    brief(createPolicy(126, { services }).rules.filter(({ need }) => need === null));

  test("accepts documented ports in addition to services, as numbers or strings", () => {
    expect(inbound([2087, "ssh"])).toEqual(["inbound tcp 22", "inbound tcp 2087"]);
    expect(inbound("2087")).toEqual(["inbound tcp 2087"]);
    expect(inbound(53)).toEqual(["inbound tcp 53", "inbound udp 53"]);
    expect(inbound(["ssh", 22, "22"])).toEqual(["inbound tcp 22"]);
  });

  test("includes no other port of the service that uses a given port", () => {
    expect(inbound(2083)).toEqual(["inbound tcp 2083"]);
  });

  test("keeps a given port on loopback if only the server itself may reach it", () => {
    const policy = createPolicy(126, { services: [783, "ssh"] });
    expect(policy.loopback.map(({ port }) => port)).toEqual([783]);
    expect(policy.rules.some(({ ports }) => ports.from === 783)).toBe(false);
  });
});

describe("unused-service", () => {
  const warning = (options: PolicyOptions) =>
    createPolicy(118, options).warnings.find(({ code }) => code === "unused-service");

  test("names the conditions of the omitted ports", () => {
    expect(warning({ services: ["mysql", "z-push", "ssh"] })).toEqual({
      code: "unused-service",
      ports: [2091, 3306],
      text: "no port is open for activesync, mysql: no condition (z-push, remote-mysql) and no allowed sources are stated for 2091, 3306",
    });
  });

  test("names no condition if no port is omitted", () => {
    expect(warning({ services: ["cpan", "ssh"] })).toEqual({
      code: "unused-service",
      ports: [],
      text: "no port is open for cpan",
    });
    expect(warning({ services: "mysql", conditions: { "remote-mysql": false } })?.text).toBe(
      "no port is open for mysql",
    );
  });

  test("is absent if the condition or allowed sources are stated", () => {
    expect(warning({ services: "mysql", conditions: { "remote-mysql": true } })).toBeUndefined();
    expect(warning({ services: "mysql", allowFrom: { mysql: office } })).toBeUndefined();
    expect(warning({ services: "mysql", replace: { mysql: 3307 } })).toBeUndefined();
  });
});

describe("database-open", () => {
  const warned = (options: PolicyOptions) =>
    createPolicy(126, options).warnings.find(({ code }) => code === "database-open")?.ports;
  const add = (ports: number | { from: number; through: number }, more = {}): PolicyOptions => ({
    add: { ports, protocol: "tcp", label: "x", ...more },
  });

  test("is absent if databases are closed, or open only to some", () => {
    expect(warned({})).toBeUndefined();
    expect(warned({ allowFrom: { mysql: [office, "2001:db8::/32"] } })).toBeUndefined();
    expect(warned({ replace: { mysql: 3307 }, allowFrom: { 3307: office } })).toBeUndefined();
    expect(warned({ conditions: { "remote-mysql": true }, omit: "mysql" })).toBeUndefined();
    expect(warned({ ...add(3306), allowFrom: { 3306: office } })).toBeUndefined();
  });

  test("warns if the documented port is open to most addresses", () => {
    expect(warned({ conditions: { "remote-mysql": true } })).toEqual([3306]);
    expect(warned({ services: ["ssh", 3306] })).toEqual([3306]);
    expect(warned({ allowFrom: { mysql: "0.0.0.0/0" } })).toEqual([3306]);
    expect(warned({ allowFrom: { mysql: "::/0" } })).toEqual([3306]);
  });

  test("warns if another port that databases use is open to most addresses", () => {
    expect(warned({ replace: { mysql: [3307, 3308] } })).toEqual([3307, 3308]);
    expect(warned(add(5432, { service: "mysql" }))).toEqual([5432]);
    expect(warned(add(3306))).toEqual([3306]);
    expect(warned(add({ from: 3306, through: 3310 }))).toEqual([3306]);
  });

  test("ignores another service on the same port, and UDP", () => {
    expect(warned({ replace: { ssh: 3306 } })).toBeUndefined();
    expect(warned(add(3306, { protocol: "udp" }))).toBeUndefined();
    expect(warned({ ...add(3306, { direction: "outbound" }), ...needed })).toBeUndefined();
  });

  test("precedes less severe warnings", () => {
    expect(createPolicy(126, { conditions: "all" }).warnings.map(({ code }) => code)).toEqual([
      "database-open",
      "ftp-without-passive-range",
      "plain-text",
    ]);
  });
});

describe("internal-port-open", () => {
  const warned = (ports: number | { from: number; through: number }, more = {}, options = {}) =>
    createPolicy(126, {
      add: { ports, protocol: "tcp", label: "x", ...more },
      ...options,
    }).warnings.find(({ code }) => code === "internal-port-open");

  test("warns if an addition opens a port that only the server itself should reach", () => {
    expect(warned(6379)).toEqual({
      code: "internal-port-open",
      ports: [6379],
      text: "ports that only the server itself should reach are open to most addresses: Redis on 6379",
    });
    expect(warned(11211, { protocol: "udp" })?.ports).toEqual([11211]);
    expect(warned({ from: 6000, through: 12000 })?.ports).toEqual([6379, 11211]);
    expect(warned(6379, {}, { allowFrom: { 6379: "0.0.0.0/0" } })?.ports).toEqual([6379]);
  });

  test("is absent for other ports, protocols and directions, and if only some addresses are allowed", () => {
    expect(warned(6380)).toBeUndefined();
    expect(warned(6379, { protocol: "udp" })).toBeUndefined();
    expect(warned(6379, { direction: "outbound" }, { outbound: "needed" })).toBeUndefined();
    expect(warned(6379, {}, { allowFrom: { 6379: office } })).toBeUndefined();
    const moved = createPolicy(126, { replace: { ssh: 6379 } }).warnings;
    expect(moved.map(({ code }) => code)).not.toContain("internal-port-open");
  });
});

describe("allowFrom", () => {
  const sources = (options: PolicyOptions, services: PolicyOptions["services"] = "ssh") =>
    createPolicy(126, { services, ...options })
      .rules.filter(({ need }) => need === null)
      .map((rule) => [rule.ports.from, rule.protocol, rule.sources]);
  const added = (ports: number | { from: number; through: number }, protocol = "tcp") => ({
    ports,
    protocol: protocol as "tcp" | "udp",
    label: "x",
  });

  test("limits an added port, for both protocols", () => {
    expect(
      sources({ add: [added(8443), added(8443, "udp")], allowFrom: { 8443: office } }),
    ).toEqual([
      [22, "tcp", "any"],
      [8443, "tcp", [office]],
      [8443, "udp", [office]],
    ]);
  });

  test("limits an added range, given by both ends", () => {
    expect(
      sources({
        add: [added({ from: 8000, through: 8010 }), added({ from: 8000, through: 8009 }, "udp")],
        allowFrom: { "8000-8010": office },
      }),
    ).toEqual([
      [22, "tcp", "any"],
      [8000, "tcp", [office]],
      [8000, "udp", "any"],
    ]);
    expect(
      sources({ add: "ftp-passive", allowFrom: { "49152-65534": office } }, "ftp").at(-1),
    ).toEqual([49152, "tcp", [office]]);
  });

  test("limits a replaced port by its old or new number", () => {
    for (const key of ["2222", "22", "2222-2222", "ssh"]) {
      expect(sources({ replace: { ssh: 2222 }, allowFrom: { [key]: office } })).toEqual([
        [2222, "tcp", [office]],
      ]);
    }
  });

  test("limits one of several ports that replace a documented port", () => {
    expect(sources({ replace: { ssh: [22, 2222] }, allowFrom: { 2222: office } })).toEqual([
      [22, "tcp", "any"],
      [2222, "tcp", [office]],
    ]);
    // 22 is in use, so it does not refer to its replacement.
    expect(sources({ replace: { ssh: [22, 2222] }, allowFrom: { 22: office } })).toEqual([
      [22, "tcp", [office]],
      [2222, "tcp", "any"],
    ]);
  });

  test("limits the service that uses a port, not the service documented for it", () => {
    expect(
      sources({ replace: { ssh: 2082, 2082: 22 }, allowFrom: { 22: office } }, ["ssh", 2082]),
    ).toEqual([
      [22, "tcp", [office]],
      [2082, "tcp", "any"],
    ]);
  });

  test("limits an added port without the other ports of its service", () => {
    expect(
      sources({ add: { ...added(8443), service: "ssh" }, allowFrom: { 8443: office } }),
    ).toEqual([
      [22, "tcp", "any"],
      [8443, "tcp", [office]],
    ]);
  });

  test.for<[string, PolicyOptions, readonly string[]]>([
    [
      "a port and an equal range",
      { add: added(8443), allowFrom: { 8443: office, "8443-8443": office } },
      ["allowFrom.8443", "allowFrom.8443-8443"],
    ],
    [
      "a port and the service of an addition",
      { add: { ...added(8443), service: "ssh" }, allowFrom: { 8443: office, ssh: office } },
      ["allowFrom.8443", "allowFrom.ssh"],
    ],
    [
      "the documented port and its replacement",
      { replace: { ssh: 2222 }, allowFrom: { 22: office, 2222: office } },
      ["allowFrom.22", "allowFrom.2222"],
    ],
    [
      "a conditional port and another service that replaces it",
      { replace: { ssh: 3306 }, services: ["ssh", "mysql"], allowFrom: { 3306: office } },
      ["replace.ssh", "port 3306"],
    ],
  ])("is rejected if it is ambiguous: %s", ([, options, names]) => {
    const error = thrown(() => createPolicy(126, { services: "ssh", ...options }));
    expect(error).toBeInstanceOf(ContradictoryOptionsError);
    expect((error as ContradictoryOptionsError).options).toEqual(names);
  });

  test.for<[string, PolicyOptions, RegExp]>([
    ["allowFrom.8443", {}, /the policy opens no such port; expected one of 22, or a service/],
    ["allowFrom.8001", { add: added({ from: 8000, through: 8010 }) }, /one of 22, 8000-8010, or/],
    ["allowFrom.22-23", {}, /the policy opens no such port/],
    ["allowFrom.68", {}, /the policy opens no such port/],
    ["allowFrom.873", { services: "rsync" }, /no documented inbound port/],
  ])("is rejected if it matches no port of the policy: %s", ([field, options, message]) => {
    const allowFrom = { [field.slice("allowFrom.".length)]: office };
    const error = thrown(() => createPolicy(126, { services: "ssh", ...options, allowFrom }));
    expect(error).toMatchObject({ code: "invalid-option", field });
    expect(error.message).toMatch(message);
  });

  test.for(["0", "65536", "30-20", "20-", "-20", "1-65536", "22/tcp", "8443-", " 22"])(
    "is rejected for %j, which is neither a port nor a range",
    (key) => {
      const error = thrown(() => createPolicy(126, { allowFrom: { [key]: office } }));
      expect(error).toMatchObject({ code: "invalid-option", field: "allowFrom" });
      expect(error.message).toContain("a port or range of the policy, such as 8443 or 8000-8010");
    },
  );
});
