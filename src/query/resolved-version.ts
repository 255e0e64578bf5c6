import type { ReleaseNumber } from "../dataset/literals.generated.ts";

/**
 * How the dataset covers a version.
 *
 * - `release`: the version is a release of the dataset, with a page that documents it
 * - `page`: the version is newer, and the newest page states that it applies to it
 * - `assumed`: the version is newer than the newest page covers; that page is assumed to apply
 */
export type Coverage = "assumed" | "page" | "release";

/** A version of cPanel & WHM, and the release of the dataset that answers for it. */
export interface ResolvedVersion<R extends ReleaseNumber = ReleaseNumber> {
  /** The version as passed in. */
  readonly input: number | string;
  /** The version without its build: 138 of `"11.138.1.7"`. */
  readonly version: number;
  /** The build number: 7 of `"11.138.1.7"`; `null` if the input has none. */
  readonly build: number | null;
  /** The release of the dataset that answers for the version. */
  readonly release: R;
  /** How the release covers the version. */
  readonly coverage: Coverage;
}

/** A release number, or a version that `resolveVersion` returned. */
export type ReleaseOrVersion = ReleaseNumber | ResolvedVersion | (number & {});

/** The release that answers for a {@link ReleaseOrVersion}, as exactly as the compiler can tell. */
export type ReleaseOf<R extends ReleaseOrVersion> = R extends number
  ? R
  : R extends ResolvedVersion<infer N>
    ? N
    : never;

/** A value for each of two compared versions. */
export interface BothEnds<T> {
  /** The value before. */
  readonly from: T;
  /** The value after. */
  readonly to: T;
}
