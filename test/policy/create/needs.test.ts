import { describe, expect, test } from "vitest";
import {
  ContradictoryOptionsError,
  createPolicy,
  type OmissibleNeedId,
  type Policy,
  type PolicyOptions,
  releases,
  type ServerNeedId,
  serverNeeds,
} from "../../../src/index.ts";
import { findServices } from "../../../src/query/find-services.ts";
import { thrown } from "../../support/thrown.ts";

/** The rules for what every server needs, such as `dhcp inbound udp 68 0.0.0.0/0`. */
const needs = ({ rules }: Policy) =>
  rules
    .filter(({ need }) => need !== null)
    .map(
      ({ need, direction, protocol, ports, sources }) =>
        `${need} ${direction} ${protocol} ${ports.from} ${sources}`,
    );
const warnings = (policy: Policy) =>
  policy.warnings.filter(({ code }) => code.startsWith("no-") && code !== "no-license-callback");
const needed = { outbound: "needed" } as const;
const inboundNeeds = ["dhcp inbound udp 68 0.0.0.0/0", "dhcpv6 inbound udp 546 fe80::/10"];
const outboundNeeds = [
  "dns-queries outbound tcp 53 any",
  "updates outbound tcp 80 any",
  "updates outbound tcp 443 any",
  "license-servers outbound tcp 2089 any",
  "dns-queries outbound udp 53 any",
  "dhcp outbound udp 67 0.0.0.0/0",
  "network-time outbound udp 123 any",
  "dhcpv6 outbound udp 547 ::/0",
];

describe("what every server needs", () => {
  test.for(releases.map(({ release }) => release))(
    "includes inbound DHCP for release %i",
    (release) => {
      expect(needs(createPolicy(release))).toEqual(inboundNeeds);
      expect(needs(createPolicy(release, { services: [] }))).toEqual(inboundNeeds);
    },
  );

  test("is open outbound if outbound connections are limited, whatever services are given", () => {
    for (const services of [[], "ssh", 22] as const) {
      expect(needs(createPolicy(126, { ...needed, services }))).toEqual([
        ...inboundNeeds,
        ...outboundNeeds,
      ]);
    }
  });

  test("is a rule with the name of the need, without a service or a condition", () => {
    const { rules } = createPolicy(126, { services: [] });
    expect(rules[0]).toEqual({
      direction: "inbound",
      protocol: "udp",
      ports: { from: 68, through: 68 },
      sources: ["0.0.0.0/0"],
      except: [],
      label: "DHCP",
      services: [],
      conditions: [],
      need: "dhcp",
    });
  });

  test("has no extra rule if the page documents the port for an included service", () => {
    expect(needs(createPolicy(126, needed))).toEqual([
      ...inboundNeeds,
      "dhcp outbound udp 67 0.0.0.0/0",
      "network-time outbound udp 123 any",
      "dhcpv6 outbound udp 547 ::/0",
    ]);
  });

  test("stays open if the documented services of the port are excluded", () => {
    const policy = createPolicy(126, {
      ...needed,
      omit: ["dns", "httpd", "cpanel-licensing", 443],
    });
    expect(needs(policy)).toEqual([...inboundNeeds, ...outboundNeeds]);
    expect(warnings(policy)).toEqual([]);
  });

  test("has no extra rule if an addition opens the port to everybody", () => {
    const add = (ports: number | { from: number; through: number }) => ({
      ports,
      protocol: "udp" as const,
      label: "x",
    });
    expect(needs(createPolicy(126, { add: [add(68), add({ from: 500, through: 550 })] }))).toEqual(
      [],
    );
    expect(needs(createPolicy(126, { add: { ...add(68), protocol: "tcp" } }))).toEqual(
      inboundNeeds,
    );
  });

  test("keeps its rule if an addition opens the port only to some", () => {
    const add = { ports: 68, protocol: "udp", label: "x" } as const;
    const policy = createPolicy(126, { add, allowFrom: { 68: "192.0.2.1" } });
    expect(needs(policy)).toEqual(inboundNeeds);
    expect(policy.rules.filter(({ ports }) => ports.from === 68)).toHaveLength(2);
  });

  test("is not limited by the allowed sources of services on the same ports", () => {
    const allowFrom = { dns: "192.0.2.1", httpd: "192.0.2.1" };
    const policy = createPolicy(126, { ...needed, services: ["dns", "httpd"], allowFrom });
    expect(
      policy.rules
        .filter(({ direction, need }) => direction === "outbound" && need === null)
        .map(({ sources }) => sources),
    ).toEqual(["any", "any", "any", "any"]);
    expect(needs(policy)).toEqual(
      [...inboundNeeds, ...outboundNeeds].filter((each) => !/^(dns-queries|updates)/.test(each)),
    );
  });
});

describe("omit", () => {
  test.for<[ServerNeedId, Policy["warnings"]]>([
    [
      "dhcp",
      [
        {
          code: "no-dhcp",
          ports: [67, 68],
          text: "the server cannot renew a leased IPv4 address",
        },
      ],
    ],
    [
      "dhcpv6",
      [
        {
          code: "no-dhcp",
          ports: [546, 547],
          text: "the server cannot renew a leased IPv6 address",
        },
      ],
    ],
    [
      "dns-queries",
      [
        {
          code: "no-dns",
          ports: [53],
          text: "the server cannot query DNS servers over both UDP and TCP; name resolution is unreliable or fails",
        },
      ],
    ],
    [
      "license-servers",
      [
        {
          code: "no-license-server",
          ports: [2089],
          text: "the server cannot reach cPanel's license servers",
        },
      ],
    ],
    [
      "network-time",
      [{ code: "no-time", ports: [123], text: "the server cannot set its clock over the network" }],
    ],
    [
      "updates",
      [
        {
          code: "no-updates",
          ports: [80, 443],
          text: "the server cannot open both HTTP and HTTPS connections; updates, certificates and remote backups need them",
        },
      ],
    ],
  ])("excludes only the need %s, with a warning", ([need, expected]) => {
    const policy = createPolicy(126, {
      ...needed,
      services: "ssh",
      omit: need as OmissibleNeedId,
    });
    expect(needs(policy)).toEqual(
      [...inboundNeeds, ...outboundNeeds].filter((each) => !each.startsWith(`${need} `)),
    );
    expect(warnings(policy)).toEqual(expected);
    expect(policy.rules.some(({ ports }) => ports.from === 22)).toBe(true);
  });

  test("accepts every need that uses ports", () => {
    const withPorts = serverNeeds.filter(({ traffic }) => traffic.some((each) => "port" in each));
    const policy = createPolicy(126, {
      ...needed,
      services: [],
      omit: withPorts.map(({ id }) => id as OmissibleNeedId),
    });
    expect(policy.rules).toEqual([]);
    expect(warnings(policy).map(({ code }) => code)).toEqual([
      "no-dhcp",
      "no-dhcp",
      "no-dns",
      "no-license-server",
      "no-time",
      "no-updates",
    ]);
  });

  test("excludes the inbound ports of a need if outbound connections are not limited", () => {
    const policy = createPolicy(126, { omit: ["dhcp", "dhcpv6"] });
    expect(needs(policy)).toEqual([]);
    expect(warnings(policy).map(({ code, ports }) => [code, ports])).toEqual([
      ["no-dhcp", [68]],
      ["no-dhcp", [546]],
    ]);
  });

  test("warns only about ports that no other rule opens", () => {
    const add = { ports: { from: 60, through: 70 }, protocol: "udp", label: "x" } as const;
    const policy = createPolicy(126, { ...needed, services: ["httpd"], add, omit: "dhcp" });
    expect(warnings(policy).map(({ code, ports }) => [code, ports])).toEqual([["no-dhcp", [67]]]);
  });

  test("is rejected if other options open the same port", () => {
    const clock = { ports: 123, protocol: "udp", direction: "outbound", label: "Clock" } as const;
    expect(
      thrown(() =>
        createPolicy(126, { ...needed, services: "ssh", add: clock, omit: "network-time" }),
      ),
    ).toMatchObject({
      options: ["add[0]", "omit.network-time"],
      message:
        "omit.network-time excludes ports that are open anyway (outbound 123 for Clock); use only one of the two",
    });
    expect(
      thrown(() => createPolicy(126, { ...needed, services: "httpd", omit: "updates" })),
    ).toMatchObject({ options: ["port 80", "omit.updates"] });
  });

  test("accepts no need with an id that is also a word for services", () => {
    for (const { id } of serverNeeds) {
      expect(findServices(id)).toBeUndefined();
    }
  });

  test.for(["dns-queries", "license-servers", "network-time", "updates"] as const)(
    "is rejected for an outbound need if all outbound connections are open: %s",
    (need) => {
      for (const options of [{}, { outbound: "any" }] as const) {
        const error = thrown(() => createPolicy(126, { ...options, omit: need }));
        expect(error).toBeInstanceOf(ContradictoryOptionsError);
        expect((error as ContradictoryOptionsError).options).toEqual(["outbound", `omit.${need}`]);
        expect(error.message).toBe(
          `omit.${need} excludes outbound ports, but outbound is "any", which opens all of them; to exclude them, set outbound to "needed"`,
        );
      }
    },
  );

  test.for(["echo", "icmp-errors", "neighbor-discovery", "path-mtu-discovery"])(
    "rejects %s, a need without ports",
    (need) => {
      const error = thrown(() => createPolicy(126, { omit: need as "dhcp" }));
      expect(error).toMatchObject({ code: "invalid-option", field: "omit" });
      expect(error.message).toMatch(
        /one of dhcp, dhcpv6, dns-queries, license-servers, network-time, updates, or the number/,
      );
    },
  );

  test("distinguishes a need from a service with a similar name", () => {
    const outbound = (options: PolicyOptions) =>
      createPolicy(126, { ...needed, ...options })
        .rules.filter(({ direction, ports }) => direction === "outbound" && ports.from === 53)
        .map(({ label }) => label);
    expect(outbound({})).toEqual(["DNS", "DNS"]);
    expect(outbound({ omit: "dns" })).toEqual(["DNS queries", "DNS queries"]);
    expect(outbound({ omit: ["dns", "dns-queries"] })).toEqual([]);
  });
});
