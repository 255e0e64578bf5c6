import { describe, expect, test } from "vitest";
import { type AuditOptions, auditFirewall, type FirewallPlan, planAudit } from "../../src/index.ts";
import { parseSshd } from "../../src/parse/index.ts";
import { open } from "../support/open-policy.ts";

const ssh = parseSshd("Port 2222\n");
const audit = (options: AuditOptions, ...ports: readonly number[]) =>
  auditFirewall(126, open(ports.map((port) => `inbound tcp ${port}`)), {
    services: ["ssh", "whm"],
    preferTls: true,
    ...options,
  });

/** Returns the expected ports of a service. */
const expectedOf = (service: "smtp" | "ssh", options: AuditOptions) =>
  audit(options)
    .expected.rules.filter(
      ({ direction, services }) => direction === "inbound" && services.includes(service),
    )
    .map(({ ports: { from } }) => from);

describe("the expected SSH port", () => {
  test("expects SSH on its documented port by default", () => {
    expect(expectedOf("ssh", {})).toEqual([22]);
    expect(
      expectedOf("ssh", { ssh: parseSshd("Port 2222\nListenAddress 127.0.0.1:2223\n") }),
    ).toEqual([22]);
  });

  test("expects SSH where it listens, even if options replace other services", () => {
    expect(expectedOf("ssh", { ssh })).toEqual([2222]);
    expect(expectedOf("ssh", { ssh, replace: { 2087: 2090 } })).toEqual([2222]);
    const some = parseSshd("ListenAddress 127.0.0.1:2223\nListenAddress 0.0.0.0:2224\n");
    expect(expectedOf("ssh", { ssh: some })).toEqual([2224]);
  });

  test.each(["ssh", "22"])("expects SSH on the port named by %s", (key) => {
    expect(expectedOf("ssh", { ssh, replace: { [key]: [22, 2224] } })).toEqual([22, 2224]);
  });

  test("does not expect the port where SSH listens if only port 22 is named, not the service", () => {
    const added = { ports: 22, protocol: "tcp", label: "x" } as const;
    const { expected } = audit({ ssh, services: "whm", add: added });
    const isExpected = (port: number) => expected.rules.some(({ ports }) => ports.from === port);
    expect([isExpected(22), isExpected(2222)]).toEqual([true, false]);
  });
});

describe("a plan", () => {
  const keep = "192.0.2.1:2087";
  const brief = ({ spared, changes }: FirewallPlan) => ({
    spared: spared.map(({ ports: { from, through }, why }) => [from, through, why]),
    closed: changes.filter(({ action }) => action === "close").map(({ ports: { from } }) => from),
  });

  test("closes the documented SSH port if SSH listens elsewhere", () => {
    const plan = planAudit(audit({ replace: { ssh: 2222 } }, 22, 2087, 2222), {
      close: true,
      keep,
    });
    expect(brief(plan)).toEqual({ spared: [], closed: [22] });
  });

  test("spares only the documented SSH port if SSH is not expected", () => {
    const plan = planAudit(audit({ services: "whm" }, 22, 143, 2087), { close: true, keep });
    expect(brief(plan)).toEqual({
      spared: [[22, 22, "it is the documented SSH port"]],
      closed: [143],
    });
  });

  test("spares an SSH port that nobody should use over the family that was read", () => {
    const actual = open(["inbound tcp 2087", "inbound tcp 2222"], { families: ["ipv6"] });
    const plan = planAudit(
      auditFirewall(126, actual, {
        services: ["ssh", "whm"],
        preferTls: true,
        replace: { ssh: 2222 },
        allowFrom: { ssh: "198.51.100.0/24" },
      }),
      { close: true, keep },
    );
    expect(brief(plan)).toEqual({ spared: [[2222, 2222, "it is an SSH port"]], closed: [] });
  });
});
