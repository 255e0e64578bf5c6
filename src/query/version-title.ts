import type { BothEnds, Coverage } from "./resolved-version.ts";

/** What was asked for, and what answers. */
interface Answer {
  readonly version: number;
  readonly page: number;
  readonly coverage: Coverage;
}

/** What was asked for, and what answers, for both ends of a comparison. */
interface Answers {
  readonly requested: BothEnds<number>;
  readonly pages: BothEnds<number>;
  readonly coverage: BothEnds<Coverage>;
}

/** Returns a version in words, with how it is covered: "cPanel & WHM 138 (assumed from page 126, …)". */
export function versionTitle({ version, page, coverage }: Answer): string {
  return `cPanel & WHM ${version}${inBrackets(coverageText(page, coverage))}`;
}

/** Returns the two versions of a comparison in words, with how they are covered. */
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

/** Returns how a version is covered, in words; nothing for a release of the dataset. */
export function coverageText(page: number, coverage: Coverage): string {
  const texts = {
    release: "",
    page: `answered from page ${page}, which holds for it`,
    assumed: `assumed from page ${page}, which may have changed since`,
  };
  return texts[coverage];
}

function inBrackets(text: string): string {
  return text === "" ? "" : ` (${text})`;
}
