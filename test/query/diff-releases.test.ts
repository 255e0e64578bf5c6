import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Change,
  DevelopmentReleaseError,
  diffReleases,
  InvalidVersionError,
  listPorts,
  type PortEntry,
  type PortFilter,
  type ReleaseDiff,
  releases,
} from "../../src/index.ts";

const numbers = releases.map((each) => each.release);
const pairs = numbers.flatMap((from) => numbers.map((to) => [from, to] as const));
const release = fc.constantFrom(...numbers);
const ports = (entries: readonly PortEntry[]) => entries.map((each) => each.port);

describe("diffReleases", () => {
  test("removes only 2091 and 2195 from 118 to 126", () => {
    const diff = diffReleases(118, 126);
    expect(ports(diff.removed)).toEqual([2091, 2195]);
    expect(diff.added).toEqual([]);
    expect(diff.changed).toEqual([]);
    expect(diff.licenseCallback).toEqual([]);
    expect(diff.featureSources).toEqual([]);
    expect(diff.recommendedFirewalls).toEqual([]);
    expect(diff.reasons.map((each) => each.port)).toEqual([2091, 2195]);
    expect(diffReleases(126, 118).reasons).toEqual(diff.reasons);
    expect(diffReleases(118, 124).featureSources).toEqual([]);
    expect(diffReleases(118, 120).reasons.map((each) => each.subject)).toEqual([
      "port",
      "feature-sources",
    ]);
    expect(diffReleases(112, 114).reasons.map((each) => each.subject)).toEqual([
      "port",
      "recommended-firewall",
    ]);
  });

  test("changes only 2079 from 112 to 114, which gets a note and a warning", () => {
    const diff = diffReleases(112, 114);
    expect(diff).toMatchObject({ from: 112, to: 114, added: [], removed: [] });
    expect(diff.changed).toHaveLength(1);
    expect(diff.changed[0]).toMatchObject({
      port: 2079,
      before: { documented: { note: false }, annotations: [{ id: "ipv6-setting" }] },
      after: {
        documented: { note: true },
        annotations: [{ id: "ipv6-setting" }, { kind: "warning", id: "insecure" }],
      },
      fields: [
        { field: "documented.note", before: false, after: true },
        { field: "annotations", before: [{ id: "ipv6-setting" }] },
      ],
    });
  });

  test("loses the section on features and the systems of version 7 from 110 to 112", () => {
    const diff = diffReleases(110, 112);
    expect(diff.featureSources).toMatchObject([
      {
        feature: "Site Quality Monitoring",
        before: { feeds: ["https://tools.koalityengine.com/ip.txt"] },
        after: "undocumented",
      },
    ]);
    expect(diff.recommendedFirewalls).toEqual([
      {
        operatingSystem: "centos",
        before: [{ operatingSystem: "centos", versions: "7", firewall: "firewalld" }],
        after: "undocumented",
      },
      {
        operatingSystem: "cloudlinux",
        before: [
          { operatingSystem: "cloudlinux", versions: "7", firewall: "firewalld" },
          { operatingSystem: "cloudlinux", versions: "8+", firewall: "nftables" },
        ],
        after: [{ operatingSystem: "cloudlinux", versions: "8+", firewall: "nftables" }],
      },
      {
        operatingSystem: "rhel",
        before: [{ operatingSystem: "rhel", versions: "7", firewall: "firewalld" }],
        after: "undocumented",
      },
    ]);
  });

  test("changes ports only between these releases", () => {
    const steps = numbers.slice(1).flatMap((to, index) => {
      const from = numbers[index] ?? to;
      const diff = diffReleases(from, to);
      const found = {
        added: ports(diff.added),
        removed: ports(diff.removed),
        changed: diff.changed.map((each) => each.port),
      };
      return Object.values(found).some((list) => list.length > 0) ? [[from, to, found]] : [];
    });
    expect(steps).toEqual([
      [112, 114, { added: [], removed: [], changed: [2079] }],
      [118, 120, { added: [], removed: [2091], changed: [] }],
      [124, 126, { added: [], removed: [2195], changed: [] }],
    ]);
  });

  test("turns the entries of one release into the entries of the other, for all 169 pairs", () => {
    for (const [from, to] of pairs) {
      const diff = diffReleases(from, to);
      const entries = new Map<number, PortEntry>(listPorts(from).map((each) => [each.port, each]));
      for (const entry of diff.removed) {
        expect(entries.delete(entry.port)).toBe(true);
      }
      for (const change of diff.changed) {
        expect(entries.get(change.port)).toBe(change.before);
        entries.set(change.port, change.after);
        for (const { field, before, after } of change.fields) {
          expect(at(change.before, field)).toEqual(before);
          expect(at(change.after, field)).toEqual(after);
          expect(before).not.toEqual(after);
        }
      }
      for (const entry of diff.added) {
        expect(entries.has(entry.port)).toBe(false);
        entries.set(entry.port, entry);
      }
      expect([...entries.values()].sort((a, b) => a.port - b.port)).toEqual(listPorts(to));
    }
  });

  test("returns the reverse diff in the reverse direction, for all 169 pairs", () => {
    for (const [from, to] of pairs) {
      expect(diffReleases(to, from)).toEqual(reverse(diffReleases(from, to)));
    }
  });

  test("finds no difference between a release and itself", () => {
    for (const each of numbers) {
      expect(isEmpty(diffReleases(each, each))).toBe(true);
    }
  });

  test("equals the combination of two shorter diffs", () => {
    for (const [a, c] of pairs) {
      fc.assert(
        fc.property(release, (b) => {
          expect(compose(diffReleases(a, b), diffReleases(b, c))).toEqual(
            withoutReasons(diffReleases(a, c)),
          );
        }),
        { numRuns: 13 },
      );
    }
  });

  test("returns a deeply frozen diff", () => {
    const visit = (value: unknown): void => {
      if (typeof value === "object" && value !== null) {
        expect(Object.isFrozen(value)).toBe(true);
        Object.values(value).forEach(visit);
      }
    };
    visit(diffReleases(102, 126));
  });

  test("refuses an unknown release on either side", () => {
    expect(() => diffReleases(111 as number, 126)).toThrow(DevelopmentReleaseError);
    expect(() => diffReleases(126, 111 as number)).toThrow(DevelopmentReleaseError);
    expect(() => diffReleases("118" as unknown as number, 126)).toThrow(InvalidVersionError);
  });
});

function at(entry: PortEntry, path: string): unknown {
  return path
    .split(".")
    .reduce((value: unknown, key) => (value as Record<string, unknown>)[key], entry);
}

function withoutReasons({ reasons: _, ...diff }: ReleaseDiff): Omit<ReleaseDiff, "reasons"> {
  return diff;
}

function isEmpty(diff: ReleaseDiff): boolean {
  return Object.values(diff).every((part) => !Array.isArray(part) || part.length === 0);
}

function swap<T extends { before: unknown; after: unknown }>(change: T): T {
  return { ...change, before: change.after, after: change.before };
}

function reverse(diff: ReleaseDiff): ReleaseDiff {
  return {
    from: diff.to,
    to: diff.from,
    title: diff.title.replace(/(\d+) to (\d+)/, "$2 to $1"),
    pages: { from: diff.pages.to, to: diff.pages.from },
    requested: { from: diff.requested.to, to: diff.requested.from },
    coverage: { from: diff.coverage.to, to: diff.coverage.from },
    added: diff.removed,
    removed: diff.added,
    changed: diff.changed.map((each) => ({ ...swap(each), fields: each.fields.map(swap) })),
    licenseCallback: diff.licenseCallback.map(swap),
    featureSources: diff.featureSources.map(swap),
    recommendedFirewalls: diff.recommendedFirewalls.map(swap),
    reasons: diff.reasons,
  };
}

/** Combines two consecutive diffs into one, using only the two. */
function compose(first: ReleaseDiff, second: ReleaseDiff): Omit<ReleaseDiff, "reasons"> {
  type Step = { before: PortEntry | undefined; after: PortEntry | undefined };
  const steps = (diff: ReleaseDiff) =>
    new Map<number, Step>([
      ...diff.added.map((after) => [after.port, { before: undefined, after }] as const),
      ...diff.removed.map((before) => [before.port, { before, after: undefined }] as const),
      ...diff.changed.map(({ port, before, after }) => [port, { before, after }] as const),
    ]);
  const joined = [...join(steps(first), steps(second))].sort(([a], [b]) => a - b);
  const flat = <T extends { before: unknown; after: unknown }>(list: readonly T[], key: keyof T) =>
    new Map(list.map((each) => [each[key], each]));
  const combine = <T extends Change<unknown>>(a: readonly T[], b: readonly T[], key: keyof T) =>
    [...join(flat(a, key), flat(b, key))]
      .filter(([, { before, after }]) => JSON.stringify(before) !== JSON.stringify(after))
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
      .map(([, each]) => each);
  return {
    from: first.from,
    to: second.to,
    title: `cPanel & WHM ${first.from} to ${second.to}`,
    pages: { from: first.pages.from, to: second.pages.to },
    requested: { from: first.requested.from, to: second.requested.to },
    coverage: { from: first.coverage.from, to: second.coverage.to },
    added: joined.flatMap(([, { before, after }]) => (after && !before ? [after] : [])),
    removed: joined.flatMap(([, { before, after }]) => (before && !after ? [before] : [])),
    changed: joined.flatMap(([, { before, after }]) =>
      before && after && before !== after
        ? [{ port: before.port, before, after, fields: fieldsOf(before, after) }]
        : [],
    ),
    licenseCallback: combine(first.licenseCallback, second.licenseCallback, "port"),
    featureSources: combine(first.featureSources, second.featureSources, "feature"),
    recommendedFirewalls: combine(
      first.recommendedFirewalls,
      second.recommendedFirewalls,
      "operatingSystem",
    ),
  };
}

function join<K, T extends { before: unknown; after: unknown }>(
  first: Map<K, T>,
  second: Map<K, T>,
): Map<K, T> {
  return new Map(
    [...new Set([...first.keys(), ...second.keys()])].map((key) => {
      const left = first.get(key);
      const right = second.get(key);
      return [
        key,
        { ...(left ?? right), before: (left ?? right)?.before, after: (right ?? left)?.after } as T,
      ];
    }),
  );
}

function fieldsOf(before: PortEntry, after: PortEntry) {
  const paths = (Object.keys(before) as (keyof PortEntry)[]).flatMap((key) =>
    key === "documented" || key === "basis"
      ? Object.keys(before[key]).map((field) => `${key}.${field}`)
      : [key],
  );
  const order = (path: string) =>
    path.startsWith("documented") ? 0 : path.startsWith("basis") ? 2 : 1;
  return paths
    .sort((a, b) => order(a) - order(b))
    .map((field) => ({ field, before: at(before, field), after: at(after, field) }))
    .filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after));
}

describe("a diff with a filter", () => {
  test.for<[PortFilter, number[]]>([
    [{}, [2091, 2195]],
    [{ service: undefined }, [2091, 2195]],
    [{ service: "apns" }, [2195]],
    [{ service: "mail" }, [2195]],
    [{ direction: "inbound" }, [2091]],
    [{ protocol: "udp" }, []],
    [{ port: [2091, 8443] }, [2091]],
  ])("filters 118 to 126 by %j: removes %j", ([filter, ports]) => {
    const diff = diffReleases(118, 126, filter);
    expect(diff.removed.map((each) => each.port)).toEqual(ports);
    expect(
      diff.reasons.filter(({ subject }) => subject === "port").map(({ port }) => port),
    ).toEqual(ports);
  });

  test("returns the whole diff for an empty filter", () => {
    for (const { release } of releases) {
      expect(diffReleases(release, 126, {})).toEqual(diffReleases(release, 126));
    }
  });

  test("contains changed entries that match the filter in either release", () => {
    const ports = (filter: PortFilter) =>
      diffReleases(112, 114, filter).changed.map((each) => each.port);
    expect(ports({ service: "caldav" })).toEqual([2079]);
    expect(ports({ service: "ssh" })).toEqual([]);
  });

  test("contains features that need a filtered port, but no recommended firewalls", () => {
    const web = diffReleases(110, 112, { port: 443 });
    expect(web.featureSources).toEqual(diffReleases(110, 112).featureSources);
    expect(web.featureSources).not.toEqual([]);
    expect(diffReleases(110, 112).recommendedFirewalls).not.toEqual([]);
    expect(web.recommendedFirewalls).toEqual([]);
    expect(web.reasons.map((each) => each.subject)).not.toContain("recommended-firewall");
    expect(diffReleases(110, 112, { port: 22 }).featureSources).toEqual([]);
  });

  test("refuses an invalid filter", () => {
    expect(() => diffReleases(118, 126, { service: "imapp" as string })).toThrow(
      "did you mean imap",
    );
    expect(() => diffReleases(118, 126, null as never)).toThrow("the filter is null");
  });

  test("excludes nothing if all fields of the filter are undefined", () => {
    for (const [from, to] of [
      [102, 126],
      [110, 112],
    ] as const) {
      expect(diffReleases(from, to, { service: undefined })).toEqual(diffReleases(from, to));
    }
  });
});
