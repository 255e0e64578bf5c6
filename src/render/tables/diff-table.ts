import type {
  Annotation,
  FeatureSource,
  FirewallRecommendation,
  LicenseCallbackPort,
  PortEntry,
  Undocumented,
} from "../../dataset/types.ts";
import type { Change, ReleaseDiff } from "../../query/diff-releases.ts";
import { noDifferenceText } from "../../query/what-differs.ts";
import { directionsOf, protocolsOf, wordFor } from "./port-words.ts";
import type { Table } from "./table.ts";

type Row = readonly [change: string, what: string, field: string, before: string, after: string];

/** Returns the compared versions, their coverage and the number of differences, on one line. */
export function diffTitle(diff: ReleaseDiff): string {
  const counts = (["added", "removed", "changed"] as const).map(
    (part) => `${diff[part].length} ${part}`,
  );
  const what =
    diffTable(diff).rows.length === 0
      ? noDifferenceText(diff, "nothing differs")
      : `ports ${counts.join(", ")}`;
  return `${diff.title}: ${what}`;
}

/** Returns the changes between two releases: one row per added or removed port and per changed field. */
export function diffTable(diff: ReleaseDiff): Table {
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
          field,
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
      { title: "Field" },
      { title: "Before" },
      { title: "After" },
    ],
    rows,
  };
}

/** Returns why the pages differ, one row per reason. */
export function reasonTable(diff: ReleaseDiff): Table {
  return {
    columns: [{ title: "Between" }, { title: "What" }, { title: "Why" }],
    rows: diff.reasons.map(({ between, subject, port, text }) => [
      between.join(" and "),
      port === null ? subject : `${subject} ${port}`,
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
