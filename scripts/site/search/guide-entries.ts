import type { Entry } from "../../../site/search/index-options.ts";
import { releaseFolder } from "../guides/guide-order.ts";
import type { Guide } from "../guides/read-guide.ts";

/** Pages whose rows are found by themselves, or that would be found for every port. */
const titlesOnly = (page: string) => page.startsWith(releaseFolder) || page === "findings";

/** Makes an entry of each section of the guides. */
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

/** The words of a text, each once: the index is smaller, and long sections do not come first. */
function wordsOf(text: string): string {
  return [...new Set(text.match(/[\p{L}\p{N}_-]{2,}/gu))].join(" ");
}
