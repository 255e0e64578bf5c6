import type { ReleaseNumber } from "../dataset/literals.generated.ts";

/**
 * How the dataset covers a version.
 *
 * - `release`: the version is a release of the dataset, with a page that documents it
 * - `page`: it is newer, and the page of the newest release says that it holds for it
 * - `assumed`: it is newer than that page, which may have changed since; the page's facts are assumed
 */
export type Coverage = "assumed" | "page" | "release";

/** A version of cPanel & WHM, and the release of the dataset that answers for it. */
export interface ResolvedVersion<R extends ReleaseNumber = ReleaseNumber> {
  /** The version as it was given. */
  readonly input: number | string;
  /** The version without its build: 138 of `"11.138.1.7"`. */
  readonly version: number;
  /** The number of the build: 7 of `"11.138.1.7"`; `null` where the input has none. */
  readonly build: number | null;
  /** The release of the dataset that answers for the version. */
  readonly release: R;
  readonly coverage: Coverage;
}

/** What queries take: the number of a release, or a version that `resolveVersion` returned. */
export type ReleaseOrVersion = ReleaseNumber | ResolvedVersion | (number & {});

/** The release that answers for a {@link ReleaseOrVersion}, as exactly as the compiler can tell. */
export type ReleaseOf<R extends ReleaseOrVersion> = R extends number
  ? R
  : R extends ResolvedVersion<infer N>
    ? N
    : never;

/** The two versions that were compared. */
export interface BothEnds<T> {
  /** What holds before. */
  readonly from: T;
  /** What holds after. */
  readonly to: T;
}
