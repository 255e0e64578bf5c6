import type { Page } from "../../src/schema/page.ts";
import { type Difference, differences } from "../page-differences.ts";
import type { Reading } from "./reading.ts";
import type { PageReport, UpstreamReport } from "./report.ts";

/**
 * Compares the stored pages with the results of reading their addresses.
 *
 * @returns the report, and the new or changed pages
 */
export function reportOnPages(
  base: string,
  stored: readonly Page[],
  readings: readonly Reading[],
): { readonly report: UpstreamReport; readonly pages: readonly Page[] } {
  const read = new Map(
    readings.flatMap((each) => ("versions" in each ? [[each.page.page, each.page] as const] : [])),
  );
  const failed = readings.flatMap((each) => ("versions" in each ? [] : [each]));
  const known = new Set(stored.map((each) => each.page));
  const pages: PageReport[] = [
    ...stored.map((each) => reportOnStored(each, read.get(each.page), failed)),
    ...[...read.values()].filter(({ page }) => !known.has(page)).map(newPage),
    ...failed.filter(({ page }) => !known.has(page)),
  ];
  const listed = readings.flatMap((each) =>
    "versions" in each ? each.versions.map(({ version }) => version) : [],
  );
  const versions = {
    added: without(listed, known),
    removed: listed.length === 0 ? [] : without(known, new Set(listed)),
  };
  const outcomes = new Set(pages.map((each) => each.outcome));
  const isChanged =
    versions.added.length + versions.removed.length > 0 ||
    (["changed", "new", "moved", "gone"] as const).some((each) => outcomes.has(each));
  const verdict = isChanged ? "changed" : outcomes.has("unknown") ? "unknown" : "unchanged";
  const isNew = new Set(
    pages.flatMap(({ page, outcome }) =>
      outcome === "changed" || outcome === "new" ? [page] : [],
    ),
  );
  return {
    report: { base, verdict, pages, versions },
    pages: [...read.values()].filter(({ page }) => isNew.has(page)),
  };

  function newPage(page: Page): PageReport {
    const before = stored.findLast((each) => each.validFrom < page.validFrom) ?? stored[0];
    return {
      page: page.page,
      address: page.url,
      outcome: "new",
      comparedWith: before?.page ?? page.page,
      differences: factsThatDiffer(before ?? page, page),
    };
  }
}

function reportOnStored(
  stored: Page,
  read: Page | undefined,
  failed: readonly PageReport[],
): PageReport {
  const { page, url: address } = stored;
  if (read) {
    const found = factsThatDiffer(stored, read);
    return found.length === 0
      ? { page, address, outcome: "unchanged" }
      : { page, address, outcome: "changed", differences: found };
  }
  return (
    failed.find((each) => each.page === page) ?? {
      page,
      address,
      outcome: "gone",
      reason: "its address leads to another page",
    }
  );
}

/** Ignores the digests of files: they differ between HTML and Markdown and contain no facts. */
function factsThatDiffer(before: Page, after: Page): readonly Difference[] {
  return differences(before, after).filter(({ path: [field] }) => field !== "sha256");
}

function without(numbers: Iterable<number>, others: ReadonlySet<number>): readonly number[] {
  return [...new Set(numbers)].filter((each) => !others.has(each)).sort((a, b) => a - b);
}
