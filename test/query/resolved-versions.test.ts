import { describe, expect, test } from "vitest";
import {
  auditFirewall,
  createPolicy,
  diffReleases,
  getLicenseCallback,
  getPort,
  getRecommendedFirewall,
  InvalidVersionError,
  listFeatureSources,
  listPorts,
  listServices,
  NewerReleaseError,
  planAudit,
  planUpgrade,
  type ResolvedVersion,
  resolveVersion,
} from "../../src/index.ts";
import { renderHtml, renderNftables, renderSarif, renderUfw } from "../../src/render/index.ts";
import { thrown } from "../support/thrown.ts";

const page = resolveVersion("11.132.0.3\n");
const assumed = resolveVersion("11.138.1.7");
const questions: Readonly<Record<string, (release: number | ResolvedVersion) => unknown>> = {
  listPorts: (release) => listPorts(release, { protocol: "udp" }),
  getPort: (release) => getPort(release, 22),
  listServices: (release) => listServices(release),
  getLicenseCallback: (release) => getLicenseCallback(release),
  listFeatureSources: (release) => listFeatureSources(release),
  getRecommendedFirewall: (release) => getRecommendedFirewall(release, "almalinux 9"),
};

describe.each(Object.entries(questions))("%s", (_, ask) => {
  test("returns the answer of the covering release for a resolved version", () => {
    expect(ask(page)).toEqual(ask(126));
    expect(ask(assumed)).toEqual(ask(126));
    expect(ask(resolveVersion("110.0.1"))).toEqual(ask(110));
    expect(ask(JSON.parse(JSON.stringify(assumed)))).toEqual(ask(126));
  });

  test("refuses the number of a newer version, and names resolveVersion", () => {
    for (const version of [128, 138]) {
      const error = thrown(() => ask(version));
      expect(error).toBeInstanceOf(NewerReleaseError);
      expect(error).toMatchObject({ version, newest: 126, coveredThrough: 132 });
      expect(error.message).toContain(`the result of resolveVersion(${version})`);
    }
  });

  test.for([
    { ...assumed, coverage: "release" },
    { ...assumed, release: 124 },
    { ...assumed, version: 126.5 },
    { ...assumed, version: 5000 },
    { release: 126 },
    [126],
  ])("refuses a version that resolveVersion did not return: %j", (input) => {
    expect(() => ask(input as unknown as ResolvedVersion)).toThrow(InvalidVersionError);
  });
});

describe("a result", () => {
  test("carries the version and its coverage in a policy", () => {
    expect(createPolicy(118)).toMatchObject({
      title: "cPanel & WHM 118",
      requested: 118,
      release: 118,
      coverage: "release",
    });
    const { title, ...policy } = createPolicy(assumed);
    expect(title).toBe("cPanel & WHM 138 (assumed from page 126, which may have changed since)");
    const { title: _, ...known } = createPolicy(126);
    expect(policy).toEqual({ ...known, requested: 138, coverage: "assumed" });
  });

  test("carries the version and its coverage in a rendered firewall", () => {
    const heading = "cPanel & WHM 132 (answered from page 126, which applies to it)";
    const policy = createPolicy(page);
    expect(renderNftables(policy)).toContain(`# ${heading}, written by cpanel-ports\n`);
    expect(renderUfw(policy)).toContain(`title=Ports of ${heading}\n`);
    expect(renderUfw(createPolicy(assumed))).toContain(
      "title=Ports of cPanel & WHM 138 (assumed from page 126, which may have changed since)\n",
    );
    expect(renderHtml(policy)).toContain(`<caption>${heading.replace("&", "&amp;")}; default: `);
  });

  test("carries the version and its coverage in an audit and its plan", () => {
    const audit = auditFirewall(assumed, createPolicy(126, { omit: 3306 }));
    expect(audit).toMatchObject({ release: 126, requested: 138, coverage: "assumed" });
    expect(audit.expected).toMatchObject({ requested: 138, coverage: "assumed" });
    expect(planAudit(audit)).toMatchObject({
      title:
        "Changes to make the firewall fit cPanel & WHM 138 (assumed from page 126, which may have changed since)",
      from: null,
      to: 126,
      pages: null,
      requested: { from: null, to: 138 },
      coverage: { from: null, to: "assumed" },
    });
    expect(JSON.parse(renderSarif(audit)).runs[0].properties.title).toMatch(
      /^cPanel & WHM 138 \(assumed from page 126/,
    );
    expect(renderHtml(planAudit(audit))).toContain(
      "since): cannot tell whether anything needs to change</caption>",
    );
  });

  test("carries both versions and their coverage in a diff and an upgrade plan", () => {
    const ends = {
      from: 126,
      to: 126,
      pages: { from: 126, to: 126 },
      requested: { from: 132, to: 138 },
      coverage: { from: "page", to: "assumed" },
    };
    expect(diffReleases(page, assumed)).toMatchObject(ends);
    expect(planUpgrade(page, assumed)).toMatchObject(ends);
    expect(
      planUpgrade(110, assumed, {
        outbound: "needed",
        close: true,
        keep: "192.0.2.1:22",
      }).changes.map((each) => each.reason),
    ).toEqual([
      expect.stringMatching(/^page 126 does not document the port; /),
      expect.stringMatching(/^page 126 does not document the port; /),
    ]);
    expect(
      planUpgrade(assumed, 110, { conditions: "all" }).changes.map((each) => each.reason),
    ).toEqual([
      expect.stringMatching(/^110 documents the port; /),
      expect.stringMatching(/^110 documents the port; /),
    ]);
  });
});
