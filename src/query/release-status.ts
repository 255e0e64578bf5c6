import { releaseData } from "../dataset/dataset.ts";
import type { Basis, LaterRelease, LifecycleDate, Release } from "../dataset/types.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { checkDay } from "./check-day.ts";
import { checkNewerVersion } from "./check-version.ts";
import type { ReleaseOrVersion } from "./resolved-version.ts";

/** The support status of a release on a day. */
export interface ReleaseStatus {
  /** The requested version, without its build. */
  readonly version: number;
  /** The requested day, `YYYY-MM-DD`. */
  readonly onDate: string;
  /**
   * - `supported`: after the first public build, and not after the end of life
   * - `extended`: after the end of life, but some systems still get support
   * - `ended`: after the end of life; cPanel may still publish a security update
   * - `unknown`: before the first public build, or no source states the end of life
   */
  readonly status: "ended" | "extended" | "supported" | "unknown";
  /** The last day of the support that `status` refers to, `YYYY-MM-DD`; `null` if unknown. */
  readonly through: string | null;
  /** Whether the source says that this day is approximate. */
  readonly approximate: boolean;
  /** The systems with extended support; empty for every other status. */
  readonly systems: readonly string[];
  /** The status as a sentence. */
  readonly text: string;
  /** The sources of the dates; empty if no source states any. */
  readonly basis: readonly Basis[];
}

/**
 * Returns whether cPanel supports a release on a day, as the sources stated it when the dataset was built. It never reads
 * the clock. An end of life that is a month includes the last day of that month.
 *
 * @param release - a release number, newer releases included, or a resolved version
 * @param onDate - the day, `YYYY-MM-DD`
 * @returns the status, the last day of support, and their sources
 * @throws {@link DevelopmentReleaseError}, {@link UnknownReleaseError} or {@link InvalidVersionError} when it is not a
 *   release
 * @throws {@link InvalidDateError} when the day is not a calendar day, such as `2026-02-30`
 *
 * @example
 * ```ts
 * import { releaseStatus, resolveVersion } from "cpanel-ports";
 *
 * releaseStatus(118, "2025-10-31").status; // => "supported"
 * releaseStatus(118, "2025-11-01").status; // => "ended"
 * releaseStatus(110, "2027-01-01").systems; // => ["CentOS 7", "CloudLinux 7"]
 * releaseStatus(resolveVersion("11.138.0.7"), "2026-08-01").through; // => "2026-11-30"
 * releaseStatus(124, "2026-01-01").status; // => "unknown"
 * ```
 */
export function releaseStatus(release: ReleaseOrVersion, onDate: string): ReleaseStatus {
  const { version } = checkNewerVersion(release);
  checkDay(onDate, "onDate");
  const { releases, laterReleases } = releaseData();
  const known = [...releases, ...laterReleases].find((each) => each.release === version);
  return deepFreeze({ version, onDate, ...statusOf(version, known, onDate) });
}

type Status = Omit<ReleaseStatus, "onDate" | "version">;

const unknown = { status: "unknown", through: null, approximate: false, systems: [] } as const;

function statusOf(
  version: number,
  known: LaterRelease | Release | undefined,
  onDate: string,
): Status {
  const { firstPublicBuild = "unknown", endOfLife = "unknown" } = known ?? {};
  if (firstPublicBuild !== "unknown" && onDate < firstPublicBuild.date) {
    return {
      ...unknown,
      text: `the first public build of ${version} was released ${dateText(firstPublicBuild)}, after ${onDate}`,
      basis: firstPublicBuild.basis,
    };
  }
  if (endOfLife === "unknown") {
    return { ...unknown, text: `no source states the end of life of ${version}`, basis: [] };
  }
  const { approximate, basis } = endOfLife;
  const through = lastDay(endOfLife.date);
  const end = `the end of life of ${version}`;
  if (onDate <= through) {
    const text = `${end} is ${dateText(endOfLife)}`;
    return { status: "supported", through, approximate, systems: [], text, basis };
  }
  const extended = known && "extendedSupport" in known ? known.extendedSupport : "unknown";
  if (extended !== "unknown" && onDate <= extended.until) {
    const { until, systems } = extended;
    return {
      status: "extended",
      through: until,
      approximate: false,
      systems,
      text: `${end} was ${dateText(endOfLife)}; ${systems.join(" and ")} have extended support through ${until}`,
      basis: [...basis, ...extended.basis],
    };
  }
  const text = `${end} was ${dateText(endOfLife)}`;
  return { status: "ended", through, approximate, systems: [], text, basis };
}

function dateText({ date, approximate }: LifecycleDate): string {
  return `${approximate ? "about " : ""}${date}`;
}

/** Returns a day unchanged, and the last day of a month. */
function lastDay(date: string): string {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number?];
  return day === undefined ? new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) : date;
}
