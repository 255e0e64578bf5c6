import { documentedChanges, firewallData } from "../dataset/dataset.ts";
import type {
  FeatureName,
  OperatingSystemId,
  PortNumber,
  ReleaseNumber,
  ServiceId,
} from "../dataset/literals.generated.ts";
import type { AddedPorts } from "../dataset/port-types.ts";
import type {
  DocumentedChange,
  FeatureSource,
  FirewallRecommendation,
  LicenseCallbackPort,
  PortEntry,
  Undocumented,
} from "../dataset/types.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { type Pair, pair } from "../util/pair.ts";
import { aboutPorts } from "./about-ports.ts";
import { checkVersion } from "./check-version.ts";
import { getLicenseCallback } from "./get-license-callback.ts";
import type { KnownRelease } from "./known.ts";
import { listFeatureSources } from "./list-feature-sources.ts";
import { listPorts } from "./list-ports.ts";
import type { PortFilter } from "./port-filter.ts";
import type { BothEnds, Coverage, ReleaseOf, ReleaseOrVersion } from "./resolved-version.ts";
import { valueAt } from "./value-at.ts";
import { versionsTitle } from "./version-title.ts";

/** A field of a port's entry that differs. */
export interface FieldChange {
  /** The path of the field, such as `documented.note`. */
  readonly field: string;
  /** Its value before. */
  readonly before: unknown;
  /** Its value after. */
  readonly after: unknown;
}

/** A port that both releases document, with entries that differ. */
export interface PortChange<P extends number = PortNumber> {
  /** The number of the port. */
  readonly port: P;
  /** The entry before. */
  readonly before: PortEntry<P>;
  /** The entry after. */
  readonly after: PortEntry<P>;
  /** The fields that differ, in the order of the entry's fields. */
  readonly fields: readonly FieldChange[];
}

/** What two releases document about a subject. */
export interface Change<T> {
  /** The value before; `"undocumented"` if the page does not state it. */
  readonly before: T | Undocumented;
  /** The value after; `"undocumented"` if the page does not state it. */
  readonly after: T | Undocumented;
}

/** A row of the license-callback table that differs. */
export interface LicenseCallbackChange extends Change<LicenseCallbackPort> {
  /** The number of the port. */
  readonly port: PortNumber;
}

/** A feature whose sources differ. */
export interface FeatureSourceChange extends Change<FeatureSource> {
  /** The name of the feature. */
  readonly feature: FeatureName;
}

/** An operating system whose recommended firewalls differ. */
export interface FirewallChange extends Change<readonly FirewallRecommendation[]> {
  /** The id of the operating system. */
  readonly operatingSystem: OperatingSystemId;
}

/** The differences between two releases. */
export interface ReleaseDiff<From extends number = number, To extends number = number> {
  /** A title on one line: the two versions and their coverage. */
  readonly title: string;
  /** The release that answers for the version before. */
  readonly from: From;
  /** The release that answers for the version after. */
  readonly to: To;
  /** The requested versions, without their builds. */
  readonly requested: BothEnds<number>;
  /** The documentation pages that apply to the releases. */
  readonly pages: BothEnds<number>;
  /** How the releases cover those versions. An empty diff with an assumed version proves nothing. */
  readonly coverage: BothEnds<Coverage>;
  /** The entries that only `to` has, by port. */
  readonly added: readonly PortEntry<Added<From, To>>[];
  /** The entries that only `from` has, by port. */
  readonly removed: readonly PortEntry<Added<To, From>>[];
  /** The entries that differ, by port. */
  readonly changed: readonly PortChange[];
  /** The rows of the license-callback table that differ, by port. */
  readonly licenseCallback: readonly LicenseCallbackChange[];
  /** The features whose addresses differ, by name. */
  readonly featureSources: readonly FeatureSourceChange[];
  /** The operating systems whose recommended firewalls differ, by id. */
  readonly recommendedFirewalls: readonly FirewallChange[];
  /**
   * Curated: the reasons for these differences, oldest first. A value that changed and changed back has no reason
   * here.
   */
  readonly reasons: readonly DocumentedChange[];
}

/** {@link AddedPorts}, or any port for releases known only at run time. */
type Added<From extends number, To extends number> = From extends ReleaseNumber
  ? To extends ReleaseNumber
    ? AddedPorts<From, To>
    : PortNumber
  : PortNumber;

/**
 * Compares two releases: ports that were added, removed or changed, the license-callback table, the feature sources and
 * the recommended firewalls. `to` may be older than `from`. The diff of a release with itself is empty.
 *
 * With a filter, the diff contains only the ports that match in either release: their entries, their rows of the
 * license-callback table, and the features that need one of them. Recommended firewalls belong to no port, so a
 * filtered diff excludes them.
 *
 * @param from - a release of the dataset, such as 118, or a resolved version
 * @param to - a release of the dataset, such as 126, or a resolved version
 * @param filter - which ports to compare, as for {@link listPorts}; default: all
 * @returns the differences, with the curated reasons
 * @throws {@link UnknownReleaseError}, {@link NewerReleaseError}, {@link DevelopmentReleaseError} or
 *   {@link InvalidVersionError} when the dataset does not have a release
 * @throws {@link InvalidOptionError} when a field or a value of the filter does not exist
 *
 * @example
 * ```ts
 * import { diffReleases } from "cpanel-ports";
 *
 * const diff = diffReleases(118, 126);
 * diff.removed.map((each) => each.port); // => [2091, 2195]
 * diff.added; // => []
 * diff.reasons.filter((each) => each.port === 2195).map((each) => each.text); // => ["cPanel's case RE-676 retired the package behind Apple push mail."]
 *
 * const [change] = diffReleases(112, 114).changed;
 * change?.port; // => 2079
 * change?.fields.map((each) => each.field); // => ["documented.note", "annotations"]
 *
 * diffReleases(118, 126, { direction: "outbound" }).removed.map((each) => each.port); // => [2195]
 * ```
 */
export function diffReleases<
  From extends ReleaseOrVersion,
  To extends ReleaseOrVersion,
  S extends string = ServiceId,
  L extends string = ServiceId,
>(
  from: KnownRelease<From>,
  to: KnownRelease<To>,
  filter?: PortFilter<S, L>,
): ReleaseDiff<ReleaseOf<From>, ReleaseOf<To>>;
export function diffReleases(
  from: ReleaseOrVersion,
  to: ReleaseOrVersion,
  filter?: PortFilter,
): ReleaseDiff {
  const older = checkVersion(from);
  const newer = checkVersion(to);
  const answers = {
    requested: { from: older.version, to: newer.version },
    pages: { from: older.page, to: newer.page },
    coverage: { from: older.coverage, to: newer.coverage },
  };
  return deepFreeze({
    title: versionsTitle(answers),
    from: older.release,
    to: newer.release,
    ...answers,
    ...(filter === undefined
      ? everyDifference(older.release, newer.release)
      : differences(older.release, newer.release, filter)),
  });
}

/** The differences between two releases, independent of the requested versions. */
type Differences = Omit<ReleaseDiff, "coverage" | "from" | "pages" | "requested" | "title" | "to">;

const kept = new Map<string, Differences>();

/** Returns the differences between two releases, always the same frozen objects. */
function everyDifference(before: ReleaseNumber, after: ReleaseNumber): Differences {
  const key = `${before} ${after}`;
  const known = kept.get(key) ?? deepFreeze(differences(before, after));
  kept.set(key, known);
  return known;
}

function differences(
  before: ReleaseNumber,
  after: ReleaseNumber,
  filter?: PortFilter,
): Differences {
  const about = aboutPorts(before, after, filter);
  const ports = pair(listPorts(before), listPorts(after), (entry) => entry.port).filter((each) =>
    about.has([each.key]),
  );
  const diff = {
    added: ports.flatMap((each) => (each.before ? [] : [each.after as PortEntry])),
    removed: ports.flatMap((each) => (each.after ? [] : [each.before as PortEntry])),
    changed: ports.flatMap(({ key, before, after }) =>
      before && after ? [{ port: key, before, after, fields: changedFields(before, after) }] : [],
    ),
    licenseCallback: pair(
      getLicenseCallback(before).ports,
      getLicenseCallback(after).ports,
      (row) => row.port,
    )
      .filter((row) => about.has([row.key]))
      .map(({ key, ...change }) => ({ port: key, ...orUndocumented(change) })),
    featureSources: pair(features(before), features(after), (source) => source.name)
      .filter((each) => about.has([each.before, each.after].flatMap((side) => side?.ports ?? [])))
      .map(({ key, ...change }) => ({ feature: key, ...orUndocumented(change) })),
    recommendedFirewalls: about.isLimited ? [] : changedFirewalls(before, after),
  };
  const differs: Readonly<Record<DocumentedChange["subject"], boolean>> = {
    port: true,
    "license-callback": diff.licenseCallback.length > 0,
    "feature-sources": diff.featureSources.length > 0,
    "recommended-firewall": diff.recommendedFirewalls.length > 0,
  };
  return {
    ...diff,
    reasons: documentedChanges().filter(
      ({ between: [older, newer], subject, port }) =>
        Math.min(before, after) <= older &&
        newer <= Math.max(before, after) &&
        differs[subject] &&
        (port === null || ports.some((each) => each.key === port)),
    ),
  };
}

function orUndocumented<T>(change: Omit<Pair<unknown, T>, "key">): Change<T> {
  return { before: change.before ?? "undocumented", after: change.after ?? "undocumented" };
}

function changedFields(before: PortEntry, after: PortEntry): FieldChange[] {
  const left = flatten(before);
  const right = flatten(after);
  return Object.keys(left).flatMap((field) =>
    left[field] === right[field] ? [] : [{ field, before: left[field], after: right[field] }],
  );
}

/** Returns the fields of an entry, with `documented` and `basis` flattened. */
function flatten({ documented, basis, ...rest }: PortEntry): Record<string, unknown> {
  const nested = (name: string, fields: object) =>
    Object.entries(fields).map(([field, value]) => [`${name}.${field}`, value]);
  return Object.fromEntries([
    ...nested("documented", documented),
    ...Object.entries(rest),
    ...nested("basis", basis),
  ]);
}

function features(release: ReleaseNumber): readonly FeatureSource[] {
  const sources = listFeatureSources(release);
  return sources === "undocumented" ? [] : sources;
}

function changedFirewalls(before: ReleaseNumber, after: ReleaseNumber): FirewallChange[] {
  const { operatingSystems, recommendedFirewalls } = firewallData();
  const old = valueAt(recommendedFirewalls, before);
  const young = valueAt(recommendedFirewalls, after);
  return old === young
    ? []
    : operatingSystems.flatMap(({ id }) => {
        const change = { before: firewallsFor(id, old), after: firewallsFor(id, young) };
        return JSON.stringify(change.before) === JSON.stringify(change.after)
          ? []
          : [{ operatingSystem: id, ...change }];
      });
}

function firewallsFor(
  id: OperatingSystemId,
  recommendations: readonly FirewallRecommendation[],
): readonly FirewallRecommendation[] | Undocumented {
  const found = recommendations.filter((each) => each.operatingSystem === id);
  return found.length > 0 ? found : "undocumented";
}
