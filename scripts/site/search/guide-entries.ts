import type { Entry } from "../../../site/search/index-options.ts";
import { releaseFolder } from "../guides/guide-order.ts";
import type { Guide } from "../guides/read-guide.ts";

/** Pages whose rows have their own entries, or that every port would find. */
const titlesOnly = (page: string) => page.startsWith(releaseFolder) || page === "findings";

/** Creates an entry for each section of the guides. */
export function guideEntries(guides: readonly Guide[]): readonly Omit<Entry, "id">[] {
  return guides.flatMap(({ page, title, sections }) =>
    (titlesOnly(page) ? sections.slice(0, 1) : sections).map(({ id, heading, text }) => ({
      kind: "Guides" as const,
      title: heading === "" ? title : heading,
      detail: heading === "" ? "" : title,
      url: `guides/${page}.html${id === "" ? "" : `#${id}`}`,
      words: titlesOnly(page) ? "" : wordsOf(text),
    })),
  );
}

/** The distinct words of a text: the index is smaller, and long sections do not rank first. */
function wordsOf(text: string): string {
  return [...new Set(text.match(/[\p{L}\p{N}_-]{2,}/gu))].join(" ");
}
