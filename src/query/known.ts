import type { ReleaseNumber, ServiceId, ServiceWord } from "../dataset/literals.generated.ts";

/** A type that rejects literals of unknown releases. A plain `number` and resolved versions are checked at run time. */
export type KnownRelease<R> = R extends ReleaseNumber
  ? R
  : R extends number
    ? number extends R
      ? R
      : ReleaseNumber
    : R;

/** A type that rejects literals of unknown words for services, in any case. A plain `string` is checked at run time. */
export type KnownService<S extends string> = S extends unknown
  ? string extends S
    ? ServiceId | AnyWord
    : Lowercase<S> extends ServiceWord
      ? S
      : ServiceId
  : never;

/** A type for any word that keeps an editor's completion of the literals next to it. */
type AnyWord = string & {};
