import type { Dataset, PortEntry, Service } from "../../src/dataset/types.ts";

/** How large a change is, in the terms of semantic versioning. */
export type Level = "patch" | "minor" | "major";

/** A change of the data, and the least that it asks of the next version. */
export interface DataChange {
  readonly level: Level;
  readonly what: string;
}

/**
 * What changed from one dataset to another, by the policy in `data/README.md`.
 *
 * @param before - the released dataset, or `null` before the first release
 */
export function compareDatasets(before: Dataset | null, after: Dataset): DataChange[] {
  if (before === null) {
    return [{ level: "minor", what: "the first release of the data" }];
  }
  const changes = [
    ...compareKeys("release", releasesOf(before), releasesOf(after)),
    ...compareKeys("service", idsOf(before.services), idsOf(after.services)),
    ...compareKeys("category", categoriesOf(before), categoriesOf(after)),
    ...compareKeys("feature", featuresOf(before), featuresOf(after)),
    ...compareKeys(
      "operating system",
      idsOf(before.operatingSystems),
      idsOf(after.operatingSystems),
    ),
    ...compareKeys("server need", idsOf(before.serverNeeds), idsOf(after.serverNeeds)),
    ...compareKeys("internal port", idsOf(before.internalPorts), idsOf(after.internalPorts)),
    ...comparePorts(before, after),
    ...compareServices(before.services, after.services),
  ];
  if (changes.length === 0 && JSON.stringify(before) !== JSON.stringify(after)) {
    changes.push({ level: "patch", what: "wording, basis, dates or other values changed" });
  }
  return changes;
}

function compareKeys(
  kind: string,
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): DataChange[] {
  return [
    ...[...before]
      .filter((key) => !after.has(key))
      .map((key): DataChange => ({ level: "major", what: `the ${kind} ${key} is gone` })),
    ...[...after]
      .filter((key) => !before.has(key))
      .map((key): DataChange => ({ level: "minor", what: `the ${kind} ${key} is new` })),
  ];
}

/** The changes of the ports in the releases that both have. */
function comparePorts(before: Dataset, after: Dataset): DataChange[] {
  const known = releasesOf(before);
  return after.releases
    .filter(({ release }) => known.has(String(release)))
    .flatMap(({ release }) => {
      const old = entriesAt(before, release);
      const young = entriesAt(after, release);
      return [
        ...compareKeys(`port of ${release},`, new Set(old.keys()), new Set(young.keys())),
        ...[...young].flatMap(([port, entry]) => {
          const was = old.get(port);
          return was ? compareEntries(`port ${port} of ${release}`, was, entry) : [];
        }),
      ];
    });
}

function compareEntries(where: string, before: PortEntry, after: PortEntry): DataChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) {
    return [];
  }
  const changes: DataChange[] = [];
  for (const field of [
    "services",
    "categories",
    "scope",
    "protection",
    "twin",
    "sourcePorts",
  ] as const) {
    if (JSON.stringify(before[field]) !== JSON.stringify(after[field])) {
      changes.push({ level: "minor", what: `${where}: ${field} is another` });
    }
  }
  for (const field of ["conditions", "annotations"] as const) {
    const names = (entry: PortEntry) =>
      new Set(entry[field].map((each) => ("kind" in each ? `${each.kind} ${each.id}` : each.id)));
    if ([...names(before)].join() !== [...names(after)].join()) {
      changes.push({ level: "minor", what: `${where}: ${field} came or went` });
    }
  }
  return changes.length > 0
    ? changes
    : [{ level: "patch", what: `${where}: a cell, wording, basis or IANA name is corrected` }];
}

function compareServices(before: readonly Service[], after: readonly Service[]): DataChange[] {
  const old = new Map(before.map((service) => [service.id, service]));
  return after.flatMap((service) => {
    const was = old.get(service.id);
    return was
      ? compareKeys(
          `alias of the service ${service.id},`,
          new Set(was.aliases),
          new Set(service.aliases),
        )
      : [];
  });
}

function entriesAt(dataset: Dataset, release: number): Map<string, PortEntry> {
  return new Map(
    dataset.ports
      .filter((span) => span.from <= release && release <= span.through)
      .map(({ entry }) => [String(entry.port), entry]),
  );
}

function releasesOf(dataset: Dataset): Set<string> {
  return new Set(dataset.releases.map((each) => String(each.release)));
}

function idsOf(records: readonly { readonly id: string }[]): Set<string> {
  return new Set(records.map((each) => each.id));
}

function categoriesOf(dataset: Dataset): Set<string> {
  return new Set(dataset.services.map((each) => each.category));
}

function featuresOf(dataset: Dataset): Set<string> {
  return new Set(
    dataset.featureSources.flatMap(({ value }) =>
      value === "undocumented" ? [] : value.map((each) => each.name),
    ),
  );
}
