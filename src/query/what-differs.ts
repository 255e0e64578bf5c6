import type { BothEnds, Coverage } from "./resolved-version.ts";

/** The compared versions; `pages` is `null` if they are not two. */
interface Compared {
  readonly pages: BothEnds<number> | null;
  readonly requested: BothEnds<number | null>;
  readonly coverage: BothEnds<Coverage | null>;
}

/**
 * Returns whether a comparison without differences proves nothing: one of its ends is assumed, and they are not the same
 * version.
 */
export function cannotTell({ requested, pages, coverage }: Compared): boolean {
  return (
    pages !== null &&
    requested.from !== requested.to &&
    (coverage.from === "assumed" || coverage.to === "assumed")
  );
}

/**
 * Returns the text for a comparison without differences.
 *
 * @param none - the text if two different pages were compared
 */
export function noDifferenceText(compared: Compared, none: string): string {
  const { pages } = compared;
  if (cannotTell(compared)) {
    return "cannot tell whether anything differs";
  }
  return pages !== null && pages.from === pages.to
    ? `nothing documented differs; page ${pages.to} covers both`
    : none;
}
