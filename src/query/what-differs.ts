import type { BothEnds, Coverage } from "./resolved-version.ts";

/** What was compared; without `pages` where it was not two versions. */
interface Compared {
  readonly pages: BothEnds<number> | null;
  readonly requested: BothEnds<number | null>;
  readonly coverage: BothEnds<Coverage | null>;
}

/**
 * Returns whether a comparison that finds no difference cannot tell that there is none: one of its ends is
 * assumed, and they are not the same version.
 */
export function cannotTell({ requested, pages, coverage }: Compared): boolean {
  return (
    pages !== null &&
    requested.from !== requested.to &&
    (coverage.from === "assumed" || coverage.to === "assumed")
  );
}

/**
 * Returns in words what it means that a comparison found no difference.
 *
 * @param none - what it means for two pages that were compared
 */
export function noDifferenceText(compared: Compared, none: string): string {
  const { pages } = compared;
  if (cannotTell(compared)) {
    return "cannot tell whether anything differs";
  }
  return pages !== null && pages.from === pages.to
    ? `nothing documented differs, page ${pages.to} answers for both`
    : none;
}
