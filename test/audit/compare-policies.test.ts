import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { permittedAfter } from "../../src/audit/permitted-after.ts";
import {
  auditFirewall,
  comparePolicies,
  createPolicy,
  type Exposure,
  type FirewallAudit,
  type FirewallPlan,
  getPort,
  InvalidOptionError,
  InvalidPolicyError,
  type Policy,
  type PolicyFinding,
  type PolicyOrExposure,
  type PolicyRule,
  planAudit,
  planUpgrade,
  releases,
  type UndeterminedPorts,
} from "../../src/index.ts";
import { portSet } from "../../src/net/port-set.ts";
import { renderSarif } from "../../src/render/index.ts";
import { somePolicies } from "../support/policies.ts";
import { openTo } from "../support/same-policy.ts";
import { thrown } from "../support/thrown.ts";

/** A policy that opens what is said, such as `inbound tcp 22 192.0.2.1`. */
function open(rules: readonly string[], changes: Partial<Policy> = {}): Policy {
  return {
    ...createPolicy(126),
    release: null,
    loopback: [],
    defaults: { inbound: "drop", outbound: "accept" },
    rules: rules.map((text) => {
      const [direction, protocol, ports = "", ...who] = text.split(" ");
      const [from, through] = ports.split("-").map(Number);
      return {
        direction,
        protocol,
        ports: { from, through: through ?? from },
        sources:
          who.filter((each) => !each.startsWith("!")).length > 0
            ? who.filter((each) => !each.startsWith("!"))
            : "any",
        except: who.filter((each) => each.startsWith("!")).map((each) => each.slice(1)),
        label: "Test",
        services: [],
        conditions: [],
      } as PolicyRule;
    }),
    ...changes,
  };
}

/** An exposure that has what a policy has, and undetermined ports. */
function read(
  { title, families, defaults, rules }: Policy,
  undetermined: readonly Omit<UndeterminedPorts, "decidedBy">[],
): Exposure {
  return {
    title,
    families,
    defaults,
    rules: rules.map((rule) => ({ ...rule, decidedBy: null })),
    undetermined: undetermined.map((each) => ({ ...each, decidedBy: null })),
    qualified: [],
    notes: [],
  };
}

const brief = (findings: readonly PolicyFinding[]) =>
  findings.map(
    ({ direction, protocol, ports: { from, through }, rule }) =>
      `${direction} ${protocol} ${from}${from === through ? "" : `-${through}`} ${rule}`,
  );
const all = (expected: Policy, actual: PolicyOrExposure) => {
  const { missing, extra, narrower, wider, unknown } = comparePolicies(expected, actual);
  return Object.fromEntries(
    Object.entries({ missing, extra, narrower, wider, unknown })
      .filter(([, findings]) => findings.length > 0)
      .map(([kind, findings]) => [kind, brief(findings)]),
  );
};
const full = createPolicy(126, { outbound: "documented" });

describe("a port that is", () => {
  test("closed is missing, as gravely as what it is for", () => {
    const nothing = open([], { defaults: { inbound: "drop", outbound: "drop" } });
    const { missing } = comparePolicies(full, nothing);
    const rules = Object.fromEntries(
      missing.map(({ direction, protocol, ports, rule }) => [
        `${direction} ${protocol} ${ports.from}`,
        rule,
      ]),
    );
    expect(rules).toMatchObject({
      "inbound tcp 2083": "no-license-callback",
      "inbound tcp 2096": "no-license-callback",
      "inbound tcp 993": "required-port-closed",
      "inbound tcp 587": "required-port-closed",
      "inbound tcp 21": "port-closed",
      "inbound tcp 22": "port-closed",
      "inbound tcp 26": "conditional-port-closed",
      "inbound tcp 110": "port-closed",
      "outbound tcp 2089": "no-license-server",
      "outbound udp 53": "no-dns",
      "inbound tcp 443": "required-port-closed",
      "inbound udp 443": "conditional-port-closed",
      "inbound tcp 3306": "conditional-port-closed",
      "outbound tcp 443": "no-updates",
      "outbound tcp 873": "port-closed",
    });
    expect(missing.every(({ since }) => since === 102)).toBe(true);
    expect(missing.find(({ ports }) => ports.from === 993)).toMatchObject({
      severity: "error",
      label: "IMAP SSL",
      services: ["imap"],
      entry: { port: 993 },
      expected: { sources: "any", except: [] },
      actual: null,
      text: "a required TLS port is closed",
    });
  });

  test("plain text and closed is no fault where its TLS twin is open", () => {
    const expected = createPolicy(126, { services: "imap" });
    expect(all(expected, open(["inbound tcp 993"]))).toEqual({
      missing: ["inbound tcp 143 plain-port-closed"],
    });
    expect(all(expected, open([]))).toEqual({
      missing: ["inbound tcp 143 port-closed", "inbound tcp 993 required-port-closed"],
    });
  });

  test("open to nobody who calls for the license is told apart from one that another stands in for", () => {
    const expected = createPolicy(126, { services: ["cpanel", "whm"], preferTls: true });
    expect(all(expected, open(["inbound tcp 2083"]))).toEqual({
      missing: ["inbound tcp 2087 required-port-closed"],
    });
    expect(all(expected, open(["inbound tcp 2083 192.0.2.1"]))).toEqual({
      missing: ["inbound tcp 2087 no-license-callback"],
      narrower: ["inbound tcp 2083 no-license-callback"],
    });
    expect(all(expected, open(["inbound tcp 2083 208.74.121.0/24 208.74.123.0/24"]))).toEqual({
      missing: ["inbound tcp 2087 required-port-closed"],
      narrower: ["inbound tcp 2083 family-closed"],
    });
  });

  test("open beyond what is expected is extra, as gravely as what it lets in", () => {
    const expected = createPolicy(126, { services: ["imap"], preferTls: true });
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
        "inbound tcp 143 plain-port-open",
        "inbound tcp 783 loopback-port-open",
        "inbound tcp 995 other-port-open",
        "inbound tcp 2091 undocumented-port-open",
        "inbound tcp 8443 undocumented-port-open",
        "inbound tcp 9000 open-to-some",
        "inbound udp 143 other-port-open",
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

  test("in a range that is open is cut out where a page documents it", () => {
    const expected = createPolicy(126, { services: "imap", preferTls: true });
    expect(all(expected, open(["inbound tcp 990-1000"])).extra).toEqual([
      "inbound tcp 990-992 undocumented-port-open",
      "inbound tcp 994 undocumented-port-open",
      "inbound tcp 995 other-port-open",
      "inbound tcp 996-1000 undocumented-port-open",
    ]);
    expect(all(open([]), open(["inbound tcp 990-1000"])).extra).toEqual([
      "inbound tcp 990-1000 undocumented-port-open",
    ]);
  });

  test("open to fewer or more than expected is narrower or wider", () => {
    const office = open(["inbound tcp 22 198.51.100.0/24"]);
    const world = open(["inbound tcp 22"]);
    const other = open(["inbound tcp 22 203.0.113.0/24"]);
    expect(all(office, world)).toEqual({ wider: ["inbound tcp 22 open-to-more"] });
    expect(all(world, office)).toEqual({ narrower: ["inbound tcp 22 family-closed"] });
    expect(all(world, open(["inbound tcp 22 198.51.100.0/24 2001:db8::/32"]))).toEqual({
      narrower: ["inbound tcp 22 open-to-fewer"],
    });
    expect(all(world, open(["inbound tcp 22 0.0.0.0/0"]))).toEqual({
      narrower: ["inbound tcp 22 family-closed"],
    });
    expect(all(world, open(["inbound tcp 22 !203.0.113.0/24"]))).toEqual({
      narrower: ["inbound tcp 22 some-addresses-blocked"],
    });
    expect(all(office, other)).toEqual({
      missing: ["inbound tcp 22 port-closed"],
      wider: ["inbound tcp 22 open-to-more"],
    });
    const out = { defaults: { inbound: "drop", outbound: "drop" } } as const;
    expect(all(open(["outbound tcp 25 192.0.2.1"], out), open(["outbound tcp 25"], out))).toEqual({
      wider: ["outbound tcp 25 outbound-port-open"],
    });
    expect(all(open([], out), open(["outbound tcp 25"], out))).toEqual({
      extra: ["outbound tcp 25 outbound-port-open"],
    });
    expect(comparePolicies(office, world).wider[0]?.difference).toEqual({
      sources: "any",
      except: ["198.51.100.0/24"],
    });
  });

  test("unknown is neither missing nor extra", () => {
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
      unknown: [
        "inbound tcp 20-21 not-known",
        "inbound tcp 22 not-known",
        "inbound tcp 23-30 not-known",
      ],
    });
    expect(comparePolicies(open(["inbound tcp 22"]), actual).unknown[1]?.reasons).toEqual([
      "line 1: a limit",
    ]);
    const half = read(open(["inbound tcp 22 0.0.0.0/1"], { families: ["ipv4"] }), [
      { ...doubt, ports: { from: 22, through: 22 }, sources: ["128.0.0.0/1"] },
    ]);
    expect(all(open(["inbound tcp 22"]), half)).toEqual({ unknown: ["inbound tcp 22 not-known"] });
    // What may be reachable is not told to be closed to the license system.
    const callback = read(open([]), [{ ...doubt, ports: { from: 2083, through: 2083 } }]);
    expect(
      all(createPolicy(126, { services: ["cpanel", "whm"], preferTls: true }), callback),
    ).toEqual({
      missing: ["inbound tcp 2087 required-port-closed"],
      unknown: ["inbound tcp 2083 not-known"],
    });
  });

  test("closed to addresses that no machine has is open", () => {
    expect(
      all(open(["inbound tcp 22"]), open(["inbound tcp 22 !127.0.0.0/8 !224.0.0.0/4 !ff00::/8"])),
    ).toEqual({});
    expect(all(open([]), open(["inbound tcp 22 127.0.0.1"]))).toEqual({});
  });
});

test("families of which one of the policies says nothing are left out", () => {
  const actual = open(["inbound tcp 22"], { families: ["ipv4"] });
  expect(comparePolicies(open(["inbound tcp 22"]), actual).families).toEqual(["ipv4"]);
  expect(all(open(["inbound tcp 22"]), actual)).toEqual({});
  expect(all(open(["inbound tcp 22 2001:db8::1"]), open([], { families: ["ipv4"] }))).toEqual({});
});

test("conditions count where every rule of a port has one", () => {
  const expected = createPolicy(126, { services: "smtp" });
  const [finding] = comparePolicies(
    expected,
    open(["inbound tcp 25", "inbound tcp 465", "inbound tcp 587"]),
  ).missing;
  expect(finding).toMatchObject({
    rule: "conditional-port-closed",
    conditions: [{ id: "second-smtp-port" }],
  });
  const added = createPolicy(126, {
    services: "smtp",
    add: { ports: { from: 20, through: 30 }, protocol: "tcp", label: "More" },
  });
  const both = comparePolicies(added, open([])).missing.find(({ ports }) => ports.from === 26);
  expect(both).toMatchObject({
    rule: "required-port-closed",
    conditions: [],
    label: "More, SMTP",
  });
});

test("since when a port is documented goes back over a change of its entry, and not over a gap", () => {
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

test("a policy does not differ from itself, and what differs one way differs the other way round", () => {
  const policies = releases.flatMap(({ release }) => somePolicies(release, 10));
  fc.assert(
    fc.property(fc.constantFrom(...policies), fc.constantFrom(...policies), (a, b) => {
      expect(all(a, a)).toEqual({});
      const there = comparePolicies(a, b);
      const back = comparePolicies(b, a);
      // Runs are cut where the expected policy's release documents a port.
      const joined = (findings: readonly PolicyFinding[]) =>
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

describe("an audit", () => {
  test("fits, differs or cannot tell", () => {
    expect(auditFirewall(126, createPolicy(126)).verdict).toBe("fits");
    expect(auditFirewall(126, createPolicy(126, { omit: 26 })).verdict).toBe("fits");
    expect(auditFirewall(126, createPolicy(126, { omit: 3306 })).verdict).toBe("fits");
    expect(auditFirewall(126, createPolicy(126, { omit: 22 })).verdict).toBe("differs");
    const doubt = {
      direction: "inbound",
      protocol: "tcp",
      ports: { from: 22, through: 22 },
      sources: "any",
      except: [],
      reasons: ["x"],
    } as const;
    const without = createPolicy(126, { omit: "ssh" });
    expect(auditFirewall(126, read(without, [doubt])).verdict).toBe("unknown");
    expect(
      auditFirewall(126, read(createPolicy(126, { omit: ["ssh", 587] }), [doubt])).verdict,
    ).toBe("differs");
  });

  test("expects of what goes out what the firewall limits, unless it is told", () => {
    expect(auditFirewall(126, createPolicy(126)).expected.defaults.outbound).toBe("accept");
    expect(auditFirewall(126, full).expected.defaults.outbound).toBe("drop");
    expect(auditFirewall(126, full, { outbound: "any" }).diff.missing.length).toBeGreaterThan(10);
    expect(
      auditFirewall(126, createPolicy(126), { outbound: "documented" }).diff.extra.length,
    ).toBeGreaterThan(10);
  });
});

describe("a plan", () => {
  test("of an audit makes the firewall fit, whatever it was", () => {
    const policies = releases.flatMap(({ release }) => somePolicies(release, 12));
    fc.assert(
      fc.property(fc.constantFrom(...policies), fc.constantFrom(...policies), (wanted, actual) => {
        const expected = { ...wanted, families: actual.families };
        const audit = {
          ...auditFirewall(126, actual),
          expected,
          diff: comparePolicies(expected, actual),
        };
        const plan = planAudit(audit);
        const after = { ...actual, ...permittedAfter(actual, plan.changes) } as Policy;
        const left = Object.values(all(expected, after)).flat();
        expect(
          left.filter(
            (each) => !/some-addresses-blocked|plain-port-closed|open-to-some/.test(each),
          ),
        ).toEqual([]);
      }),
      { numRuns: 150, seed: 126 },
    );
  });

  test("leaves bans, addresses that are let in, and needless plain text alone", () => {
    const actual = open([
      ...createPolicy(126, { omit: 143 })
        .rules.filter(({ ports }) => ports.from !== 22)
        .map(({ protocol, ports }) => `inbound ${protocol} ${ports.from}`),
      "inbound tcp 22 !203.0.113.9",
      "inbound tcp 9000 192.0.2.1",
    ]);
    const audit = auditFirewall(126, actual);
    expect(brief([...audit.diff.missing, ...audit.diff.narrower, ...audit.diff.extra])).toEqual([
      "inbound tcp 143 plain-port-closed",
      "inbound tcp 22 some-addresses-blocked",
      "inbound tcp 9000 open-to-some",
    ]);
    expect(planAudit(audit).changes).toEqual([]);
  });

  test("lists what is unknown, and what would have to be done", () => {
    const doubt = {
      direction: "inbound",
      protocol: "tcp",
      sources: "any",
      except: [],
      reasons: ["x"],
    } as const;
    const actual = read(createPolicy(126, { omit: "ssh" }), [
      { ...doubt, ports: { from: 22, through: 22 } },
      { ...doubt, ports: { from: 9000, through: 9000 } },
    ]);
    const plan = planAudit(auditFirewall(126, actual));
    expect(plan.unknown.map(({ action, ports, reason }) => [action, ports.from, reason])).toEqual([
      ["open", 22, "x"],
      ["close", 9000, "x"],
    ]);
  });

  test("names what stays open by what it was, or by nothing where nothing is known", () => {
    const closed = planUpgrade(110, 126, createPolicy(110, { outbound: "documented" }));
    const after = permittedAfter(createPolicy(110, { outbound: "documented" }), closed.changes);
    expect(after.rules.find(({ ports }) => ports.from === 25)?.label).toBe("SMTP");
    const everything = {
      ...createPolicy(110),
      defaults: { inbound: "accept", outbound: "accept" },
      rules: [],
    } as const;
    const less = permittedAfter(everything, planUpgrade(110, 126, everything).changes);
    expect(less.rules.every(({ label }) => label === "Open")).toBe(true);
    expect(less.defaults).toEqual({ inbound: "drop", outbound: "accept" });
  });

  test("of an upgrade has what the releases change, with why", () => {
    const changes = (from: number, to: number) =>
      planUpgrade(from, to).changes.map(
        ({ action, direction, protocol, ports }) =>
          `${action} ${direction} ${protocol} ${ports.from}`,
      );
    expect(changes(102, 118)).toEqual([]);
    expect(changes(118, 120)).toEqual(["close inbound tcp 2091"]);
    expect(changes(110, 126)).toEqual(["close inbound tcp 2091", "close outbound tcp 2195"]);
    expect(changes(126, 110)).toEqual(["open inbound tcp 2091", "open outbound tcp 2195"]);
    expect(planUpgrade(126, 110).changes[0]?.reason).toMatch(/^110 documents the port; /);
    expect(planUpgrade(110, 126)).toMatchObject({ from: 110, to: 126, actual: null, unknown: [] });
  });

  test("of an upgrade has only what the actual firewall needs", () => {
    const needed = (actual: Policy) =>
      planUpgrade(110, 126, actual).changes.map(({ ports, who }) => [ports.from, who.sources]);
    expect(needed(createPolicy(110))).toEqual([[2091, "any"]]);
    expect(needed(createPolicy(110, { outbound: "documented" }))).toEqual([
      [2091, "any"],
      [2195, "any"],
    ]);
    expect(needed(createPolicy(110, { omit: 2091 }))).toEqual([]);
    expect(needed(open(["inbound tcp 2000-3000 198.51.100.0/24"]))).toEqual([
      [2091, ["198.51.100.0/24"]],
    ]);
    const back = planUpgrade(126, 110, open(["inbound tcp 2091 0.0.0.0/0"]));
    expect(back.changes.map(({ ports, who }) => [ports.from, who.sources])).toEqual([
      [2091, ["::/0"]],
    ]);
    const doubt = {
      direction: "inbound",
      protocol: "tcp",
      ports: { from: 1, through: 65535 },
      sources: "any",
      except: [],
      reasons: ["x"],
    } as const;
    const unclear = planUpgrade(110, 126, read(open([]), [doubt]));
    expect(unclear.changes).toEqual([]);
    expect(unclear.unknown.map(({ action, ports }) => [action, ports.from])).toEqual([
      ["close", 2091],
    ]);
  });
});

test("a port that is needed under a condition alone is no graver open to few than closed to all", () => {
  const ruleOf = (actual: Policy) => {
    const { missing, narrower } = comparePolicies(createPolicy(126), actual);
    return [...missing, ...narrower].find(({ ports }) => ports.from === 26)?.rule;
  };
  expect(ruleOf(createPolicy(126, { omit: 26 }))).toBe("conditional-port-closed");
  const toFew = createPolicy(126, { allowFrom: { 26: "198.51.100.7" } });
  expect(ruleOf(toFew)).toBe("conditional-port-closed");
});

test("outbound, bans and a port that is closed are no limit; most ports that are closed are one", () => {
  const outboundOf = (...rules: string[]) =>
    auditFirewall(126, open(rules, { defaults: { inbound: "drop", outbound: "drop" } })).expected
      .defaults.outbound;
  expect(outboundOf("outbound tcp 1-65535 !203.0.113.9", "outbound udp 1-65535 !203.0.113.9")).toBe(
    "accept",
  );
  expect(outboundOf("outbound tcp 1-24", "outbound tcp 26-65535", "outbound udp 1-65535")).toBe(
    "accept",
  );
  expect(outboundOf("outbound tcp 1-65535", "outbound udp 53")).toBe("drop");
  expect(outboundOf("outbound tcp 1-65535 192.0.2.0/24", "outbound udp 1-65535")).toBe("drop");
  expect(outboundOf()).toBe("drop");
});

describe("what is none", () => {
  const policy = createPolicy(126);
  const audit = auditFirewall(126, policy);
  const nonsense = [undefined, null, 5, "x", [], {}, { rules: 5 }, { ...policy, rules: [{}] }];

  test.for(nonsense.map((value) => [value]))("is refused for a policy: %j", ([value]) => {
    for (const call of [
      () => comparePolicies(value as never, policy),
      () => comparePolicies(policy, value as never),
      () => auditFirewall(126, value as never),
      // Without rules, an object is options.
      ...(value === undefined || JSON.stringify(value) === "{}"
        ? []
        : [() => planUpgrade(110, 126, value as never)]),
    ]) {
      const error = thrown(call);
      expect(error).toBeInstanceOf(InvalidPolicyError);
      expect(error.message).toMatch(/^the policy (?:is|has) .*; expected a policy as createPolicy/);
    }
  });

  test("is refused for an exposure", () => {
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
      expect(error.message).toContain("expected an exposure as a parser returns it");
    }
  });

  test.for([
    [undefined],
    [null],
    [{ diff: {} }],
    [{ ...audit, diff: { ...audit.diff, extra: [5] } }],
    [{ ...audit, diff: { ...audit.diff, extra: [{ ports: {} }] } }],
    [{ ...audit, actual: {} }],
  ])("is refused for an audit: %j", ([value]) => {
    for (const call of [
      () => planAudit(value as FirewallAudit),
      () => renderSarif(value as FirewallAudit),
    ]) {
      expect(thrown(call)).toBeInstanceOf(InvalidPolicyError);
    }
  });

  test.for([[null], [5], [{ service: "ssh" }]])("is refused for options: %j", ([value]) => {
    for (const call of [
      () => auditFirewall(126, policy, value as never),
      () => planUpgrade(110, 126, policy, value as never),
    ]) {
      expect(thrown(call)).toBeInstanceOf(InvalidOptionError);
    }
  });
});

describe("a plan of an upgrade", () => {
  test("takes options in the place of a firewall", () => {
    const brief = (plan: FirewallPlan) =>
      plan.changes.map(({ action, ports }) => `${action} ${ports.from}`);
    expect(brief(planUpgrade(110, 126, { services: ["activesync"] }))).toEqual(["close 2091"]);
    expect(brief(planUpgrade(110, 126, {}))).toEqual(brief(planUpgrade(110, 126)));
    expect(planUpgrade(110, 126, { services: ["activesync"] }).actual).toBe(null);
    expect(() => planUpgrade(110, 126, { service: "imap" } as never)).toThrow(
      '"service" is not one of the options (did you mean services?); expected any of services, omit',
    );
    for (const other of [null, 3, "x", [], () => {}]) {
      expect(() => planUpgrade(110, 126, other as never)).toThrow(InvalidPolicyError);
    }
  });

  test("has the entry of the release that documents the port", () => {
    expect(planUpgrade(110, 126).changes.map(({ entry }) => entry)).toEqual([
      getPort(110, 2091),
      getPort(110, 2195),
    ]);
    expect(planUpgrade(126, 110).changes.map(({ entry }) => entry?.port)).toEqual([2091, 2195]);
  });
});
