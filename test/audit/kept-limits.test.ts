import { describe, expect, test } from "vitest";
import { keepLimits } from "../../src/audit/keep-limits.ts";
import {
  type AuditOptions,
  auditFirewall,
  createPolicy,
  type PlanChange,
  type Policy,
  planAudit,
  planUpgrade,
} from "../../src/index.ts";
import { parseNftables, parseSshd } from "../../src/parse/index.ts";
import { open } from "../support/open-policy.ts";

const office = "198.51.100.0/24";

function planned(rules: readonly string[], options: AuditOptions) {
  const { changes, unknown } = planAudit(auditFirewall(126, open(rules), options));
  const brief = ({ ports, who }: (typeof changes)[number]) =>
    `${ports.from} ${who.sources === "any" ? "any" : who.sources.join()}`;
  return {
    opened: changes.map(brief),
    kept: unknown.filter(({ action }) => action === "open").map(({ ports }) => ports.from),
    reasons: unknown.map(({ reason }) => reason),
  };
}

const license = "208.74.121.0/24,208.74.123.0/24";

describe("a plan keeps the limit of", () => {
  test("SSH and WHM, except for cPanel's license system, and opens the rest", () => {
    const { opened, kept, reasons } = planned(
      [`inbound tcp 22 ${office}`, `inbound tcp 2087 ${office}`, `inbound tcp 443 ${office}`],
      { services: ["ssh", "whm", "httpd"], preferTls: true },
    );
    expect(opened).toEqual(["80 any", "443 any", `2087 ${license}`]);
    expect(kept).toEqual([22, 2087]);
    expect(reasons[0]).toBe(
      `kept limited to ${office}; to open ssh to everybody, set allowFrom: { "ssh": ["0.0.0.0/0", "::/0"] }`,
    );
  });

  test("a database whose condition is stated", () => {
    const rules = ["inbound tcp 22", "inbound tcp 443", `inbound tcp 3306 ${office}`];
    const options = {
      services: ["ssh", "mysql"],
      conditions: { "remote-mysql": true },
    } as const;
    expect(planned(rules, options)).toMatchObject({ opened: [], kept: [3306] });
  });

  test("SSH on another port", () => {
    expect(
      planned([`inbound tcp 2022 ${office}`], { services: ["ssh"], replace: { ssh: 2022 } }),
    ).toMatchObject({ opened: [], kept: [2022] });
  });

  test("WHM, if only its other port is open to some", () => {
    const options = { services: ["ssh", "whm"] } as const;
    expect(planned(["inbound tcp 22", `inbound tcp 2087 ${office}`], options)).toMatchObject({
      opened: [`2087 ${license}`],
      kept: [2087],
    });
    expect(planned(["inbound tcp 22", `inbound tcp 2086 ${office}`], options).opened).toEqual([
      `2087 ${license}`,
    ]);
    // WHM is open to everybody, so a trusted address at its other port is no limit.
    expect(
      planned(["inbound tcp 22", "inbound tcp 2086", `inbound tcp 2087 ${office}`], options),
    ).toMatchObject({ opened: [], kept: [2087] });
  });

  test("one family if the other one is open or closed", () => {
    const options = { services: ["ssh"] } as const;
    expect(planned(["inbound tcp 22 0.0.0.0/0 2001:db8::/32"], options)).toMatchObject({
      opened: [],
      kept: [22],
    });
    expect(planned(["inbound tcp 22 0.0.0.0/0"], options)).toMatchObject({
      opened: ["22 ::/0"],
      kept: [],
    });
    expect(planned([`inbound tcp 22 ${office}`], options)).toMatchObject({
      opened: [],
      kept: [22],
    });
  });

  test("many networks, naming some of them", () => {
    const networks = Array.from({ length: 8 }, (_, index) => `192.0.${index * 2}.0/24`);
    expect(
      planned([`inbound tcp 22 ${networks.join(" ")}`], { services: ["ssh"] }).reasons,
    ).toEqual([expect.stringContaining("192.0.8.0/24 and 3 more; ")]);
  });

  test("WHM, if its other port is open to a list that was not read", () => {
    const text = `table inet filter {
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    meta l4proto ipv6-icmp accept
    tcp dport 22 accept
    ip saddr @admins tcp dport 2087 accept
  }
}`;
    const plan = planAudit(
      auditFirewall(126, parseNftables(text), { services: ["ssh", "whm"], families: "ipv4" }),
    );
    expect(
      [...plan.changes, ...plan.unknown]
        .filter(({ services }) => services.includes("whm"))
        .map(({ ports, who, reason }) => [ports.from, who.sources, reason]),
    ).toEqual([
      [2086, license.split(","), "cPanel's license system must reach one of the ports it tries"],
      [
        2086,
        ["0.0.0.0/0"],
        'kept limited to a list of addresses that was not read; to open whm to everybody, set allowFrom: { "whm": ["0.0.0.0/0", "::/0"] }',
      ],
    ]);
  });
});

describe("a plan does not open port 22 if the connection to keep may be SSH", () => {
  const plan = (keep: string, options: AuditOptions = {}) => {
    const audit = auditFirewall(126, open(["inbound tcp 2022"]), { services: ["ssh"], ...options });
    const { changes, unknown } = planAudit(audit, { keep });
    return [changes.map(({ ports }) => ports.from), unknown.map(({ reason }) => reason)];
  };

  test("on another port", () => {
    expect(plan("198.51.100.7:2022")).toEqual([
      [],
      [
        'SSH may listen on 2022, because the connection to keep is 198.51.100.7:2022; if it does, set replace: { "ssh": 2022 }; to open ssh to everybody, set allowFrom: { "ssh": ["0.0.0.0/0", "::/0"] }',
      ],
    ]);
  });

  test("unless the port has a documented or expected service, or SSH was read", () => {
    expect(plan("198.51.100.7:2083")).toEqual([[22], []]);
    expect(
      plan("198.51.100.7:2022", { add: { ports: 2022, protocol: "tcp", label: "Panel" } }),
    ).toEqual([[22], []]);
    expect(plan("198.51.100.7:2022", { replace: { ssh: 2022 } })).toEqual([[], []]);
    expect(plan("198.51.100.7:2022", { ssh: parseSshd("Port 22\n") })).toEqual([[22], []]);
  });
});

describe("a plan opens SSH to everybody", () => {
  test("if nobody reaches it, or the options say so", () => {
    expect(planned([], { services: ["ssh"] })).toMatchObject({ opened: ["22 any"], kept: [] });
    const options = { services: ["ssh"], allowFrom: { ssh: ["0.0.0.0/0", "::/0"] } } as const;
    expect(planned([`inbound tcp 22 ${office}`], options)).toMatchObject({
      opened: ["22 any"],
      kept: [],
    });
  });

  test("for an upgrade only if no limit is lifted", () => {
    const actual = open([`inbound tcp 2087 ${office}`]);
    const plan = planUpgrade(110, 126, actual, { services: ["ssh", "whm"] });
    expect(plan.changes).toEqual([]);
  });
});

test("a plan for a policy of no release keeps limits, and opens nothing to the license system", () => {
  const actual = open([`inbound tcp 22 ${office}`]);
  const expected: Policy = { ...createPolicy(126, { services: "ssh" }), release: null };
  const change = planAudit(auditFirewall(126, open([]), { services: "ssh" })).changes.find(
    ({ ports }) => ports.from === 22,
  ) as PlanChange;
  const expectation = {
    expected,
    families: ["ipv4", "ipv6"],
    kept: [{ family: "ipv4", address: [], port: 2022, text: "192.0.2.1:2022" }],
    sshPorts: [],
  } as never as Parameters<typeof keepLimits>[2];
  const { openings, limited } = keepLimits([change], actual, expectation);
  expect(openings).toEqual([]);
  expect(limited[0]?.reason).toContain("SSH may listen on 2022");
});
