import type { ReleaseNumber, ServiceId, ServiceWord } from "../dataset/literals.generated.ts";

/**
 * A release that a literal may name: one of the dataset. A plain `number` is checked at run time, as are
 * resolved versions.
 */
export type KnownRelease<R> = R extends ReleaseNumber
  ? R
  : R extends number
    ? number extends R
      ? R
      : ReleaseNumber
    : R;

/** A word for services that a literal may name, in any case. A plain `string` is checked at run time. */
export type KnownService<S extends string> = S extends unknown
  ? string extends S
    ? S
    : Lowercase<S> extends ServiceWord
      ? S
      : ServiceId
  : never;
