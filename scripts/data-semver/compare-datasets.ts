import type { Dataset, PortEntry, Service } from "../../src/dataset/types.ts";
import type { DataChange, Subject } from "../../src/schema/history.ts";
import { idsOfSubject } from "./ids-of-subject.ts";

/** The subjects that are compared by id. Ports are compared per release, and aliases per service. */
const compared: readonly Subject[] = [
  "release",
  "service",
  "category",
  "feature",
  "operating-system",
  "server-need",
  "internal-port",
];

/**
 * Returns the changes from one dataset to another, with levels by the policy in `data/README.md`.
 *
 * @param before - the released dataset, or `null` before the first release
 */
export function compareDatasets(before: Dataset | null, after: Dataset): DataChange[] {
  if (before === null) {
    return [valueChange("minor", "added", "the first release of the data")];
  }
  const changes = [
    ...compared.flatMap((subject) =>
      compareIds(subject, idsOfSubject(before, subject), idsOfSubject(after, subject)),
    ),
    ...comparePorts(before, after),
    ...compareServices(before.services, after.services),
  ];
  return changes.length === 0 && JSON.stringify(before) !== JSON.stringify(after)
    ? [valueChange("patch", "changed", "wording, sources, dates or other values changed")]
    : changes;
}

function valueChange(
  level: DataChange["level"],
  change: DataChange["change"],
  text: string,
): DataChange {
  return { level, change, subject: "value", id: null, release: null, fields: [], text };
}

const changeWords = { added: "was added", removed: "was removed" } as const;

function compareIds(
  subject: Subject,
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
  { release = null, of = "" }: { release?: number | null; of?: string } = {},
): DataChange[] {
  const one = (id: string, change: "added" | "removed"): DataChange => ({
    level: change === "added" ? "minor" : "major",
    change,
    subject,
    id,
    release,
    fields: [],
    text: `${subject.replaceAll("-", " ")} ${id}${of} ${changeWords[change]}`,
  });
  return [
    ...[...before].filter((id) => !after.has(id)).map((id) => one(id, "removed")),
    ...[...after].filter((id) => !before.has(id)).map((id) => one(id, "added")),
  ];
}

/** Returns the changes of ports in the releases that both datasets have. */
function comparePorts(before: Dataset, after: Dataset): DataChange[] {
  const known = idsOfSubject(before, "release");
  return after.releases
    .filter(({ release }) => known.has(String(release)))
    .flatMap(({ release }) => {
      const older = entriesAt(before, release);
      const newer = entriesAt(after, release);
      return [
        ...compareIds("port", new Set(older.keys()), new Set(newer.keys()), {
          release,
          of: ` of release ${release}`,
        }),
        ...[...newer].flatMap(([port, entry]) => {
          const was = older.get(port);
          return was ? compareEntries(release, was, entry) : [];
        }),
      ];
    });
}

/** The fields that require a minor version when they change; other changes are corrections. */
const telling = [
  "services",
  "categories",
  "scope",
  "protection",
  "twin",
  "sourcePorts",
  "conditions",
  "annotations",
] as const satisfies readonly (keyof PortEntry)[];

function compareEntries(release: number, before: PortEntry, after: PortEntry): DataChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) {
    return [];
  }
  const fields = telling.filter((field) => meaning(before, field) !== meaning(after, field));
  const id = String(after.port);
  const shared = { change: "changed", subject: "port", id, release, fields } as const;
  return [
    fields.length > 0
      ? {
          level: "minor",
          ...shared,
          text: `port ${id} of release ${release}: ${fields.join(", ")} changed`,
        }
      : {
          level: "patch",
          ...shared,
          text: `port ${id} of release ${release}: a cell, wording, source or IANA name was corrected`,
        },
  ];
}

/** Returns the part of a field that programs depend on: for conditions and annotations, only which ones exist. */
function meaning(entry: PortEntry, field: (typeof telling)[number]): string {
  switch (field) {
    case "conditions":
      return entry.conditions.map((each) => each.id).join();
    case "annotations":
      return entry.annotations.map((each) => `${each.kind} ${each.id}`).join();
    default:
      return JSON.stringify(entry[field]);
  }
}

function compareServices(before: readonly Service[], after: readonly Service[]): DataChange[] {
  const older = new Map(before.map((service) => [service.id, service]));
  return after.flatMap((service) => {
    const was = older.get(service.id);
    return was
      ? compareIds("alias", new Set(was.aliases), new Set(service.aliases), {
          of: ` of service ${service.id}`,
        })
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
