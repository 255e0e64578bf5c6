import type {
  Annotation,
  DocumentedChange,
  FeatureSource,
  FirewallRecommendation,
  LicenseCallbackPort,
  PortEntry,
  Undocumented,
} from "../../dataset/types.ts";
import type { Change, ReleaseDiff } from "../../query/diff-releases.ts";
import { noDifferenceText } from "../../query/what-differs.ts";
import { type PortColumn, portColumns } from "./port-columns.ts";
import { directionsOf, protocolsOf, wordFor } from "./port-words.ts";
import type { Table } from "./table.ts";

type Row = readonly [change: string, what: string, field: string, before: string, after: string];

/** Returns the compared versions, their coverage and the number of differences, on one line. */
export function diffTitle(diff: ReleaseDiff): string {
  const { length } = diffRecords(diff).rows;
  const parts = countsOf(diff);
  const counts = parts.join(", ");
  const all = parts.length > 1 ? `${counted(length, "difference")} (${counts})` : counts;
  const what = length === 0 ? noDifferenceText(diff, "nothing differs") : all;
  return `${diff.title}: ${what}`;
}

/** Returns how many differences there are of each kind, without zeros. */
function countsOf(diff: ReleaseDiff): readonly string[] {
  const { added, removed, changed, licenseCallback, featureSources, recommendedFirewalls } = diff;
  const details = changed.reduce((sum, { fields }) => sum + fields.length, 0);
  return [
    [added.length, "port", "added"] as const,
    [removed.length, "port", "removed"] as const,
    [
      changed.length,
      "port",
      details > changed.length ? `changed in ${details} details` : "changed",
    ] as const,
    [licenseCallback.length, "license callback", "changed"] as const,
    [featureSources.length, "feature", "changed"] as const,
    [recommendedFirewalls.length, "recommended firewall", "changed"] as const,
  ].flatMap(([count, noun, change]) => (count > 0 ? [`${counted(count, noun)} ${change}`] : []));
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** Returns the changes between two releases, for readers: one row per added or removed port and per changed detail. */
export function diffTable(diff: ReleaseDiff): Table {
  return tableOf(diff, "Detail", detailText);
}

/** Returns the changes between two releases, for programs: with the paths of changed fields. */
export function diffRecords(diff: ReleaseDiff): Table {
  return tableOf(diff, "Field", (field) => field);
}

function tableOf(diff: ReleaseDiff, title: string, nameOfField: (field: string) => string): Table {
  const rows: Row[] = [
    ...diff.added.map((entry): Row => ["added", `port ${entry.port}`, "", "", entryText(entry)]),
    ...diff.removed.map(
      (entry): Row => ["removed", `port ${entry.port}`, "", entryText(entry), ""],
    ),
    ...diff.changed.flatMap((change) =>
      change.fields.map(
        ({ field, before, after }): Row => [
          "changed",
          `port ${change.port}`,
          nameOfField(field),
          valueText(before),
          valueText(after),
        ],
      ),
    ),
    ...diff.licenseCallback.map((change) =>
      changeRow(`license callback ${change.port}`, change, callbackText),
    ),
    ...diff.featureSources.map((change) =>
      changeRow(`feature ${change.feature}`, change, featureText),
    ),
    ...diff.recommendedFirewalls.map((change) =>
      changeRow(`firewall for ${change.operatingSystem}`, change, firewallText),
    ),
  ];
  return {
    columns: [
      { title: "Change" },
      { title: "What" },
      { title },
      { title: "Before" },
      { title: "After" },
    ],
    rows,
  };
}

/** Returns the path of a field in words: `documented.note` becomes `note`. */
function detailText(path: string): string {
  const [group, part] = path.split(".") as [string, string | undefined];
  const name = part ?? group;
  const title =
    name === "annotations" ? "remarks" : name in portColumns ? wordsOf(name as PortColumn) : name;
  return group === "basis" ? `source of ${title}` : title;
}

/** Returns the title of a column in the middle of a sentence. */
function wordsOf(column: PortColumn): string {
  const { title } = portColumns[column];
  return /^[A-Z]{2}/.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

const subjects: Readonly<Record<DocumentedChange["subject"], string>> = {
  port: "port",
  "license-callback": "license callback",
  "feature-sources": "feature addresses",
  "recommended-firewall": "recommended firewalls",
};

/** Returns why the pages differ, one row per reason. */
export function reasonTable(diff: ReleaseDiff): Table {
  return {
    columns: [{ title: "Between" }, { title: "What" }, { title: "Why" }],
    rows: diff.reasons.map(({ between, subject, port, text }) => [
      between.join(" and "),
      port === null ? subjects[subject] : `${subjects[subject]} ${port}`,
      text,
    ]),
  };
}

function changeRow<T>(what: string, { before, after }: Change<T>, show: (value: T) => string): Row {
  const text = (value: T | Undocumented) =>
    value === "undocumented" ? "undocumented" : show(value as T);
  return ["changed", what, "", text(before), text(after)];
}

function entryText(entry: PortEntry): string {
  return `${entry.documented.service}, ${protocolsOf(entry)}, ${directionsOf(entry)}`;
}

function callbackText({ service, inbound, outbound }: LicenseCallbackPort): string {
  return `${service}, in ${wordFor(inbound)}, out ${wordFor(outbound)}`;
}

function featureText({ addresses, feeds }: FeatureSource): string {
  return [...addresses, ...feeds].join(", ");
}

function firewallText(recommendations: readonly FirewallRecommendation[]): string {
  return recommendations.map((each) => `${each.firewall} (${each.versions})`).join(", ");
}

/** Returns the value of a field in words; lists are joined, conditions and annotations become their names. */
function valueText(value: unknown): string {
  if (Array.isArray(value)) {
    return value.map(valueText).join(", ") || "none";
  }
  if (typeof value === "object" && value !== null) {
    const { kind, id } = value as Partial<Annotation>;
    return [kind, id].filter((each) => each !== undefined).join(" ");
  }
  return value === null ? "none" : wordFor(typeof value === "boolean" ? value : String(value));
}
