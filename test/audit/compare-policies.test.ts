import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  auditFirewall,
  comparePolicies,
  createPolicy,
  type FirewallAudit,
  InvalidOptionError,
  InvalidPolicyError,
  type Policy,
  type PolicyDifference,
  type PolicyOrExposure,
  planAudit,
  planUpgrade,
  releases,
} from "../../src/index.ts";
import { portSet } from "../../src/net/port-set.ts";
import { renderSarif } from "../../src/render/index.ts";
import { open, read } from "../support/open-policy.ts";
import { somePolicies } from "../support/policies.ts";
import { openTo } from "../support/same-policy.ts";
import { thrown } from "../support/thrown.ts";

const brief = (findings: readonly PolicyDifference[]) =>
  findings.map(
    ({ direction, protocol, ports: { from, through } }) =>
      `${direction} ${protocol} ${from}${from === through ? "" : `-${through}`}`,
  );
const all = (expected: Policy, actual: PolicyOrExposure) => {
  const { missing, extra, narrower, wider, unknown } = comparePolicies(expected, actual);
  return Object.fromEntries(
    Object.entries({ missing, extra, narrower, wider, unknown })
      .filter(([, findings]) => findings.length > 0)
      .map(([kind, findings]) => [kind, brief(findings)]),
  );
};
const full = createPolicy(126, { outbound: "needed" });

describe("a port", () => {
  test("lists a closed port as missing, with its purpose", () => {
    const nothing = open([], { defaults: { inbound: "drop", outbound: "drop" } });
    const { missing } = comparePolicies(full, nothing);
    const documented = missing.filter(({ entry }) => entry !== null);
    expect(documented.length).toBeGreaterThan(20);
    expect(documented.every(({ since }) => since === 102)).toBe(true);
    const others = missing.filter(({ entry }) => entry === null);
    expect(others.map(({ ports, label, since }) => [ports.from, label, since])).toEqual([
      [68, "DHCP", null],
      [546, "DHCPv6", null],
      [67, "DHCP", null],
      [123, "Network time", null],
      [547, "DHCPv6", null],
    ]);
    expect(missing.find(({ ports }) => ports.from === 993)).toMatchObject({
      label: "IMAP SSL",
      services: ["imap"],
      entry: { port: 993 },
      expected: { sources: "any", except: [] },
      actual: null,
    });
  });

  test("lists an unexpected open port as extra", () => {
    const expected = createPolicy(126, {
      services: "imap",
      preferTls: true,
      omit: ["dhcp", "dhcpv6"],
    });
    const actual = open([
      "inbound tcp 143",
      "inbound tcp 783 192.0.2.1",
      "inbound tcp 993",
      "inbound tcp 995",
      "inbound tcp 2091",
      "inbound tcp 8443",
      "inbound tcp 9000 192.0.2.1",
      "inbound udp 143",
    ]);
    expect(all(expected, actual)).toEqual({
      extra: [
        "inbound tcp 143",
        "inbound tcp 783",
        "inbound tcp 995",
        "inbound tcp 2091",
        "inbound tcp 8443",
        "inbound tcp 9000",
        "inbound udp 143",
      ],
    });
    const { extra } = comparePolicies(expected, actual);
    expect(extra.find(({ ports }) => ports.from === 2091)).toMatchObject({
      label: "Exchange ActiveSync (EAS) SSL/TLS",
      entry: null,
      since: null,
    });
    expect(extra.find(({ ports }) => ports.from === 8443)?.label).toBe("No documented service");
  });

  test("separates a documented port from an open range", () => {
    const expected = createPolicy(126, { services: "imap", preferTls: true });
    expect(all(expected, open(["inbound tcp 990-1000"])).extra).toEqual([
      "inbound tcp 990-992",
      "inbound tcp 994",
      "inbound tcp 995",
      "inbound tcp 996-1000",
    ]);
    expect(all(open([]), open(["inbound tcp 990-1000"])).extra).toEqual(["inbound tcp 990-1000"]);
  });

  test("lists a port open to fewer or more addresses than expected as narrower or wider", () => {
    const office = open(["inbound tcp 22 198.51.100.0/24"]);
    const world = open(["inbound tcp 22"]);
    const other = open(["inbound tcp 22 203.0.113.0/24"]);
    expect(all(office, world)).toEqual({ wider: ["inbound tcp 22"] });
    expect(all(world, office)).toEqual({ narrower: ["inbound tcp 22"] });
    expect(all(world, open(["inbound tcp 22 198.51.100.0/24 2001:db8::/32"]))).toEqual({
      narrower: ["inbound tcp 22"],
    });
    expect(all(world, open(["inbound tcp 22 0.0.0.0/0"]))).toEqual({
      narrower: ["inbound tcp 22"],
    });
    expect(all(world, open(["inbound tcp 22 !203.0.113.0/24"]))).toEqual({
      narrower: ["inbound tcp 22"],
    });
    expect(all(office, other)).toEqual({
      missing: ["inbound tcp 22"],
      wider: ["inbound tcp 22"],
    });
    const out = { defaults: { inbound: "drop", outbound: "drop" } } as const;
    expect(all(open(["outbound tcp 25 192.0.2.1"], out), open(["outbound tcp 25"], out))).toEqual({
      wider: ["outbound tcp 25"],
    });
    expect(all(open([], out), open(["outbound tcp 25"], out))).toEqual({
      extra: ["outbound tcp 25"],
    });
    expect(comparePolicies(office, world).wider[0]?.difference).toEqual({
      sources: "any",
      except: ["198.51.100.0/24"],
    });
  });

  test("lists an undetermined port as neither missing nor extra", () => {
    const doubt = {
      direction: "inbound",
      protocol: "tcp",
      ports: { from: 20, through: 30 },
      sources: "any",
      except: [],
      reasons: ["line 1: a limit"],
    } as const;
    const actual = read(open(["inbound tcp 80"]), [doubt]);
    expect(all(open(["inbound tcp 22", "inbound tcp 80"]), actual)).toEqual({
      unknown: ["inbound tcp 20-21", "inbound tcp 22", "inbound tcp 23-30"],
    });
    expect(comparePolicies(open(["inbound tcp 22"]), actual).unknown[1]?.reasons).toEqual([
      "line 1: a limit",
    ]);
    const half = read(open(["inbound tcp 22 0.0.0.0/1"], { families: ["ipv4"] }), [
      { ...doubt, ports: { from: 22, through: 22 }, sources: ["128.0.0.0/1"] },
    ]);
    expect(all(open(["inbound tcp 22"]), half)).toEqual({ unknown: ["inbound tcp 22"] });
    // Ports that may be open are not certainly closed to the license system.
    const callback = read(open([]), [{ ...doubt, ports: { from: 2083, through: 2083 } }]);
    expect(
      all(createPolicy(126, { services: ["cpanel", "whm"], preferTls: true }), callback),
    ).toEqual({
      missing: ["inbound tcp 2087", "inbound udp 68", "inbound udp 546"],
      unknown: ["inbound tcp 2083"],
    });
  });

  test("ignores addresses that no machine has", () => {
    expect(
      all(open(["inbound tcp 22"]), open(["inbound tcp 22 !127.0.0.0/8 !224.0.0.0/4 !ff00::/8"])),
    ).toEqual({});
    expect(all(open([]), open(["inbound tcp 22 127.0.0.1"]))).toEqual({});
  });
});

test("ignores families that one of the policies does not cover", () => {
  const actual = open(["inbound tcp 22"], { families: ["ipv4"] });
  expect(comparePolicies(open(["inbound tcp 22"]), actual).families).toEqual(["ipv4"]);
  expect(all(open(["inbound tcp 22"]), actual)).toEqual({});
  expect(all(open(["inbound tcp 22 2001:db8::1"]), open([], { families: ["ipv4"] }))).toEqual({});
});

test("lists conditions only if every rule of a port has one", () => {
  const expected = createPolicy(126, { services: "smtp", conditions: "all" });
  const [finding] = comparePolicies(
    expected,
    open(["inbound tcp 25", "inbound tcp 465", "inbound tcp 587"]),
  ).missing;
  expect(finding).toMatchObject({
    conditions: [{ id: "second-smtp-port" }],
  });
  const added = createPolicy(126, {
    services: "smtp",
    conditions: "all",
    add: { ports: { from: 20, through: 30 }, protocol: "tcp", label: "More" },
  });
  const both = comparePolicies(added, open([])).missing.find(({ ports }) => ports.from === 26);
  expect(both).toMatchObject({
    conditions: [],
    label: "More, SMTP",
  });
});

test("dates a port back across changes of its entry, but not across a gap", () => {
  const finding = comparePolicies(createPolicy(126), open([])).missing.find(
    ({ ports }) => ports.from === 2079,
  );
  expect(finding?.since).toBe(102);
  expect(
    comparePolicies(createPolicy(126, { replace: { ssh: 2222 } }), open([])).missing.find(
      ({ ports }) => ports.from === 2222,
    )?.since,
  ).toBe(null);
});

test("finds no difference of a policy from itself, and the reverse differences in the reverse comparison", () => {
  const policies = releases.flatMap(({ release }) => somePolicies(release, 10));
  fc.assert(
    fc.property(fc.constantFrom(...policies), fc.constantFrom(...policies), (a, b) => {
      expect(all(a, a)).toEqual({});
      const there = comparePolicies(a, b);
      const back = comparePolicies(b, a);
      // Ports that the expected policy's release documents get their own interval.
      const joined = (findings: readonly PolicyDifference[]) =>
        (["inbound tcp", "inbound udp", "outbound tcp", "outbound udp"] as const).map((of) =>
          portSet(
            findings
              .filter(({ direction, protocol }) => `${direction} ${protocol}` === of)
              .map(({ ports }) => ports),
          ),
        );
      expect(joined([...there.missing, ...there.narrower])).toEqual(
        joined([...back.extra, ...back.wider]),
      );
      expect(openTo(a) === openTo(b)).toBe(Object.keys(all(a, b)).length === 0);
    }),
    { numRuns: 60, seed: 126 },
  );
});

describe("malformed input", () => {
  const policy = createPolicy(126);
  const audit = auditFirewall(126, policy);
  const nonsense = [undefined, null, 5, "x", [], {}, { rules: 5 }, { ...policy, rules: [{}] }];

  test.for(nonsense.map((value) => [value]))("refuses a malformed policy: %j", ([value]) => {
    for (const call of [
      () => comparePolicies(value as never, policy),
      () => comparePolicies(policy, value as never),
      () => auditFirewall(126, value as never),
      // An object without rules is read as options.
      ...(value === undefined || JSON.stringify(value) === "{}"
        ? []
        : [() => planUpgrade(110, 126, value as never)]),
    ]) {
      const error = thrown(call);
      expect(error).toBeInstanceOf(InvalidPolicyError);
      expect(error.message).toMatch(
        /^the (?:policy|firewall) (?:is|has) .*; expected (?:an exposure as returned by a parser, or )?a policy as returned by create/,
      );
    }
  });

  test("refuses a malformed exposure", () => {
    const exposure = read(policy, []);
    const access = { ...policy.rules[0], qualification: "limited", reasons: [] };
    expect(comparePolicies(policy, { ...exposure, qualified: [access] } as never).extra).toEqual(
      [],
    );
    for (const qualified of [
      undefined,
      [5],
      [{ ...access, qualification: "x" }],
      [{ ...access, reasons: 5 }],
      [{ ...access, ports: 5 }],
    ]) {
      const error = thrown(() => comparePolicies(policy, { ...exposure, qualified } as never));
      expect(error).toBeInstanceOf(InvalidPolicyError);
      expect(error.message).toContain("expected an exposure as returned by a parser");
    }
    for (const part of [{ closed: 5 }, { closed: [{}] }, { openedBy: null }]) {
      const error = thrown(() => comparePolicies(policy, { ...exposure, ...part } as never));
      expect(error).toBeInstanceOf(InvalidPolicyError);
    }
  });

  test.for([
    [undefined],
    [null],
    [{ findings: [] }],
    [{ ...audit, findings: [5] }],
    [{ ...audit, findings: [{ ...audit.findings[0], rule: "x" }] }],
    [{ ...audit, findings: [{ ...audit.findings[0], message: 5 }] }],
    [{ ...audit, findings: [{ ...audit.findings[0], ports: [{}] }] }],
    [{ ...audit, findings: [{ ...audit.findings[0], decidedBy: [5] }] }],
    [{ ...audit, gaps: 5 }],
    [{ ...audit, actual: {} }],
  ])("refuses a malformed audit: %j", ([value]) => {
    for (const call of [
      () => planAudit(value as FirewallAudit),
      () => renderSarif(value as FirewallAudit),
    ]) {
      expect(thrown(call)).toBeInstanceOf(InvalidPolicyError);
    }
  });

  test.for([[null], [5], [{ service: "ssh" }]])("refuses malformed options: %j", ([value]) => {
    for (const call of [
      () => auditFirewall(126, policy, value as never),
      () => planUpgrade(110, 126, policy, value as never),
    ]) {
      expect(thrown(call)).toBeInstanceOf(InvalidOptionError);
    }
  });
});
