import { describe, expect, test } from "vitest";
import { auditFirewall, comparePolicies, createPolicy, planAudit } from "../../src/index.ts";
import { open } from "../support/open-policy.ts";

const drop = { defaults: { inbound: "drop", outbound: "drop" } } as const;

/** Returns the ports of an audit's findings, by rule. */
function portsByRule(audit: ReturnType<typeof auditFirewall>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    audit.findings.map(({ rule, ports }) => [
      rule,
      ports.map(({ protocol, ports: { from } }) => `${protocol} ${from}`).join(),
    ]),
  );
}

describe("a port that is documented for another direction or protocol", () => {
  test("is not needed by a server whose outbound connections are not limited", () => {
    const audit = auditFirewall(126, open(["inbound tcp 22"], drop), {
      services: ["ssh"],
      outbound: "any",
    });
    const closed = audit.findings
      .filter(({ rule, direction }) => rule === "port-closed" && direction === "outbound")
      .flatMap(({ ports }) => ports.map(({ protocol, ports: { from } }) => `${protocol} ${from}`));
    expect(closed).toEqual(expect.arrayContaining(["tcp 25", "tcp 873", "udp 873", "udp 6277"]));
    for (const undocumented of ["udp 25", "udp 2089", "udp 11371", "tcp 22"]) {
      expect(closed).not.toContain(undocumented);
    }
    const opened = planAudit(audit).changes.map(
      ({ direction, protocol, ports }) => `${direction} ${protocol} ${ports.from}`,
    );
    expect(opened).toContain("outbound tcp 2089");
    expect(opened).not.toContain("outbound udp 2089");
  });

  test("is undocumented if it is open", () => {
    const ports = ["inbound tcp 1", "inbound tcp 2089", "inbound udp 22"];
    const audit = auditFirewall(126, open(["inbound tcp 22", "inbound tcp 443", ...ports]), {
      directions: "inbound",
    });
    expect(portsByRule(audit)["undocumented-port-open"]).toBe("tcp 1,tcp 2089,udp 22");
    expect(portsByRule(audit)["other-port-open"]).toBeUndefined();
  });

  test("has no label, services, entry or first release of the documented one", () => {
    const own = createPolicy(126, {
      services: ["ssh"],
      add: [{ ports: 2083, protocol: "udp", label: "Own" }],
    });
    const missing = comparePolicies(own, open([])).missing.find(
      ({ protocol, ports }) => protocol === "udp" && ports.from === 2083,
    );
    expect(missing).toMatchObject({ label: "Own", services: [], entry: null, since: null });
    const extra = comparePolicies(own, open(["inbound udp 2083"]));
    expect(extra.missing.find(({ ports }) => ports.from === 2083)).toBeUndefined();
    expect(comparePolicies(createPolicy(126), open(["inbound udp 25"])).extra).toMatchObject([
      { label: "No documented service", services: [], entry: null, since: null },
    ]);
  });

  test("keeps the label of a port that only the server itself uses", () => {
    expect(comparePolicies(createPolicy(126), open(["inbound tcp 953"])).extra).toMatchObject([
      { label: "PowerDNS", entry: { port: 953 }, since: 102 },
    ]);
  });
});
