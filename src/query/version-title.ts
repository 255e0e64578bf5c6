import type { BothEnds, Coverage } from "./resolved-version.ts";

/** A requested version, and the page that answers. */
interface Answer {
  readonly version: number;
  readonly page: number;
  readonly coverage: Coverage;
}

/** The requested versions of a comparison, and the pages that answer. */
interface Answers {
  readonly requested: BothEnds<number>;
  readonly pages: BothEnds<number>;
  readonly coverage: BothEnds<Coverage>;
}

/** Returns the title of a version with its coverage: "cPanel & WHM 138 (assumed from page 126, …)". */
export function versionTitle({ version, page, coverage }: Answer): string {
  return `cPanel & WHM ${version}${inBrackets(coverageText(page, coverage))}`;
}

/** Returns the title of a comparison: both versions with their coverage. */
export function versionsTitle({ requested, pages, coverage }: Answers): string {
  const versions = new Map<string, Set<number>>();
  for (const end of ["from", "to"] as const) {
    const text = coverageText(pages[end], coverage[end]);
    versions.set(text, (versions.get(text) ?? new Set()).add(requested[end]));
  }
  versions.delete("");
  const remarks = [...versions].map(([text, numbers]) => `${[...numbers].join(" and ")} ${text}`);
  return `cPanel & WHM ${requested.from} to ${requested.to}${inBrackets(remarks.join("; "))}`;
}

/** Returns the coverage of a version in words; empty for a release of the dataset. */
export function coverageText(page: number, coverage: Coverage): string {
  const texts = {
    release: "",
    page: `answered from page ${page}, which applies to it`,
    assumed: `assumed from page ${page}, which may have changed since`,
  };
  return texts[coverage];
}

function inBrackets(text: string): string {
  return text === "" ? "" : ` (${text})`;
}
