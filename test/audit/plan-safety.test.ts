import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type AuditOptions,
  auditFirewall,
  createPolicy,
  type Direction,
  type FirewallAudit,
  type FirewallPlan,
  findingRules,
  isCpanelPortsError,
  type Permitted,
  type PlanChange,
  type Policy,
  type PolicyOrExposure,
  type Protocol,
  planAudit,
  planUpgrade,
  serverNeeds,
} from "../../src/index.ts";
import { openAccess } from "../../src/net/access.ts";
import { intersect, nonUnicastAddresses, subtract, unite } from "../../src/net/address-set.ts";
import { overlay, type PortMap } from "../../src/net/port-map.ts";
import { covers, overlaps } from "../../src/net/port-range.ts";
import {
  allFamilies,
  combine,
  isNobody,
  noRemotes,
  type RemoteAddresses,
  remotesOf,
} from "../../src/net/remote-addresses.ts";
import { licenseSystemReaches } from "../../src/policy/license-system-reaches.ts";
import { open, read } from "../support/open-policy.ts";
import { permittedAfter } from "../support/permitted-after.ts";
import { policyOptions, somePolicies } from "../support/policies.ts";

const lanes = (["inbound", "outbound"] as const).flatMap((direction) =>
  (["tcp", "udp"] as const).map((protocol) => ({ direction, protocol })),
);

/** Returns the addresses that may use a port. */
function accessTo(
  permitted: Permitted,
  direction: Direction,
  protocol: Protocol,
  port: number,
): RemoteAddresses {
  const access = openAccess(permitted, direction, protocol, permitted.families);
  return access.find((each) => covers(each, port))?.value ?? noRemotes;
}

const port = fc.oneof(
  fc.constantFrom(22, 68, 546, 2222, 2087, 3306, 8443, 21, 25, 80),
  fc.integer({ min: 1, max: 65535 }),
);
const rule = fc
  .record({
    direction: fc.constantFrom("inbound", "inbound", "inbound", "outbound"),
    protocol: fc.constantFrom("tcp", "tcp", "udp"),
    from: port,
    width: fc.constantFrom(0, 0, 0, 10, 5000, 65535),
    who: fc.constantFrom(
      "",
      "",
      "",
      " !203.0.113.99",
      " 198.51.100.0/24",
      " ::/0",
      " 0.0.0.0/0",
      " 192.0.2.0/24 198.51.100.0/24 208.74.121.0/24 208.74.123.0/24 2001:db8::/32",
    ),
  })
  .map(
    ({ direction, protocol, from, width, who }) =>
      `${direction} ${protocol} ${from}-${Math.min(from + width, 65535)}${who}`,
  );
const random = fc
  .record({
    rules: fc.array(rule, { maxLength: 8 }),
    inbound: fc.constantFrom("drop" as const, "drop" as const, "drop" as const, "accept" as const),
    outbound: fc.constantFrom("accept" as const, "drop" as const),
    families: fc.constantFrom([...allFamilies], ["ipv4" as const]),
  })
  .map(({ rules, families, ...defaults }): PolicyOrExposure => open(rules, { families, defaults }));
const undetermined = fc
  .record({
    policy: random,
    protocol: fc.constantFrom("tcp" as const, "udp" as const),
    from: port,
    width: fc.constantFrom(0, 100, 65535),
  })
  .map(({ policy, protocol, from, width }) =>
    read(policy as Policy, [
      {
        direction: "inbound",
        protocol,
        ports: { from, through: Math.min(from + width, 65535) },
        sources: "any",
        except: [],
        reasons: ["x"],
      },
    ]),
  );
const actual = fc.oneof(
  random,
  undetermined,
  fc.constantFrom<PolicyOrExposure>(...somePolicies(118, 40), ...somePolicies(126, 40)),
);
const keep = fc
  .tuple(fc.constantFrom("198.51.100.7", "203.0.113.99", "[2001:db8::7]"), port)
  .map(([address, number]) => ({
    address: address.replace(/[[\]]/g, ""),
    port: number,
    text: `${address}:${number}`,
  }));

const auditOptions: fc.Arbitrary<AuditOptions> = fc.oneof(
  policyOptions,
  // Few other options are refused.
  {
    weight: 3,
    arbitrary: fc.record(
      {
        services: fc.subarray(["ssh", "whm", "cpanel", "httpd", "ftp", "mysql"], { minLength: 1 }),
        replace: fc.constantFrom({ ssh: 2222 }, {}),
        allowFrom: fc.constantFrom(
          { whm: ["198.51.100.0/24"] },
          { cpanel: ["198.51.100.0/24", "license-callback"], whm: ["198.51.100.0/24"] },
          { ssh: ["198.51.100.0/24", "2001:db8::/32"] },
          { ftp: "2001:db8::/32" },
        ),
        outbound: fc.constantFrom("any" as const, "needed" as const),
        families: fc.constantFrom("ipv4" as const, "ipv6" as const),
        preferTls: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
  },
);

/** Fails if changes close what is expected to be open, or what the license system needs. */
function expectMeantOpen(
  before: PolicyOrExposure,
  expected: Policy,
  changes: readonly PlanChange[],
) {
  const after = permittedAfter(before, changes);
  const { families } = before;
  for (const { direction, protocol } of lanes) {
    const [was, is, meant] = [before, after, expected].map((each) =>
      openAccess(each, direction, protocol, families),
    ) as [PortMap<RemoteAddresses>, PortMap<RemoteAddresses>, PortMap<RemoteAddresses>];
    const lost = overlay(
      [was, is, meant],
      ({ from }, [a = noRemotes, b = noRemotes, c = noRemotes]) => ({
        from,
        who: combine(combine(combine(a, b, subtract), c, intersect), nonUnicastAddresses, subtract),
      }),
    );
    expect(lost.filter(({ who }) => !isNobody(who))).toEqual([]);
  }
  const reaches = (permitted: Permitted) =>
    licenseSystemReaches(
      126,
      (number) => [accessTo(permitted, "inbound", "tcp", number)],
      families,
    );
  expect(reaches(after)).toBe(reaches(before) || reaches(after));
}

/** Fails unless every prefix of the changes keeps required ports open. */
function expectSafe(
  before: PolicyOrExposure,
  { changes }: FirewallPlan,
  kept: { readonly address: string; readonly port: number },
) {
  const caller = remotesOf({ sources: [kept.address], except: [] }, before.families);
  const needs = serverNeeds.flatMap(({ traffic }) => traffic.filter((each) => "port" in each));
  const actions = changes.map(({ action }) => action);
  expect(actions).toEqual([...actions].sort().reverse());
  for (
    let count = 0;
    count <= changes.length;
    count += Math.max(1, Math.ceil(changes.length / 9))
  ) {
    const done = changes.slice(0, count);
    const after = permittedAfter(before, done);
    for (const protocol of ["tcp", "udp"] as const) {
      const of = (each: Permitted) =>
        combine(accessTo(each, "inbound", protocol, kept.port), caller, intersect);
      expect(of(after)).toEqual(combine(of(before), of(after), unite));
    }
    for (const { direction, protocol, port: number } of needs) {
      const of = (each: Permitted) => accessTo(each, direction, protocol, number);
      expect(isNobody(combine(of(before), of(after), subtract))).toBe(true);
    }
    expectNothingElseClosed(before, after, done);
  }
}

function expectNothingElseClosed(
  before: Permitted,
  after: Permitted,
  changes: readonly PlanChange[],
) {
  for (const { direction, protocol } of lanes) {
    const own = changes.filter(
      (each) =>
        each.action === "close" && each.direction === direction && each.protocol === protocol,
    );
    const maps = [before, after].map((each) =>
      openAccess(each, direction, protocol, before.families),
    );
    const lost = overlay(
      [
        ...maps,
        ...own.map(({ ports, who }) => [{ ...ports, value: remotesOf(who, before.families) }]),
      ],
      (_, [was = noRemotes, is = noRemotes, ...closed]) =>
        closed.reduce<RemoteAddresses>(
          (left, each = noRemotes) => combine(left, each, subtract),
          combine(was, is, subtract),
        ),
    );
    expect(lost.every(isNobody)).toBe(true);
  }
}

describe("every prefix of a plan", () => {
  test("keeps required ports open in every prefix of an audit's plan, and fits after all of it, except for spared ports", () => {
    const fixed = new Set(findingRules.filter(({ fix }) => fix !== null).map(({ id }) => id));
    let count = 0;
    let closings = 0;
    fc.assert(
      fc.property(auditOptions, actual, keep, (options: AuditOptions, before, kept) => {
        let audit: FirewallAudit;
        try {
          audit = auditFirewall(126, before, options);
        } catch (error) {
          expect(isCpanelPortsError(error)).toBe(true);
          return;
        }
        count++;
        const plan = planAudit(audit, { close: true, keep: kept.text });
        closings += plan.changes.filter(({ action }) => action === "close").length;
        expectSafe(before, plan, kept);
        expectMeantOpen(before, audit.expected, plan.changes);
        if (plan.unknown.length > 0) {
          return;
        }
        // Closing ports may uncover more: an address that reached nearly every port no longer does.
        const once = { ...before, ...permittedAfter(before, plan.changes) } as Policy;
        const next = planAudit(auditFirewall(126, once, options), {
          close: true,
          keep: kept.text,
        });
        const after = { ...before, ...permittedAfter(once, next.changes) } as Policy;
        const left = auditFirewall(126, after, options)
          .findings.filter((each) => fixed.has(each.rule))
          .flatMap(({ direction, ports }) => ports.map((each) => ({ ...each, direction })));
        const unspared = left.filter(
          (each) =>
            !next.spared.some(
              ({ direction, protocol, ports }) =>
                direction === each.direction &&
                protocol === each.protocol &&
                overlaps(ports, each.ports),
            ),
        );
        expect(unspared).toEqual([]);
      }),
      { numRuns: 120, seed: 126 },
    );
    expect(count).toBeGreaterThan(40);
    expect(closings).toBeGreaterThan(100);
  });

  test("keeps required ports open in every prefix of an upgrade plan", () => {
    let closings = 0;
    fc.assert(
      fc.property(
        fc.constantFrom([110, 126] as const, [126, 110] as const, [102, 120] as const),
        fc.constantFrom(undefined, "needed" as const),
        actual,
        keep,
        ([from, to], outbound, before, kept) => {
          const plan = planUpgrade(from, to, before, { outbound, close: true, keep: kept.text });
          closings += plan.changes.filter(({ action }) => action === "close").length;
          expectSafe(before, plan, kept);
          expectMeantOpen(before, createPolicy(to, { outbound }), plan.changes);
        },
      ),
      { numRuns: 200, seed: 126 },
    );
    expect(closings).toBeGreaterThan(20);
  });
});
