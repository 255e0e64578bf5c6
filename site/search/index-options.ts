import type { Options } from "minisearch";

/** The kinds of results, in the order in which they are shown when all fit alike. */
export const kinds = ["Ports", "Services", "Guides", "API", "Findings"] as const;

export type Kind = (typeof kinds)[number];

/** Something that can be found. */
export interface Entry {
  readonly id: number;
  readonly kind: Kind;
  readonly title: string;
  /** What is shown beside the title. */
  readonly detail: string;
  /** Where it leads, from the root of the site. */
  readonly url: string;
  /** More words that find it. */
  readonly words: string;
}

/** How the index is made, and asked: the same in both. */
export const indexOptions: Options<Entry> = {
  fields: ["title", "detail", "words"],
  storeFields: ["kind", "title", "detail", "url"],
  processTerm,
  searchOptions: {
    boost: { title: 4, detail: 2 },
    prefix: true,
    fuzzy: (term) => (/^\d+$/.test(term) || term.length < 4 ? false : 0.25),
    combineWith: "AND",
  },
};

/** Finds a name such as `renderNftables` by its parts too. */
function processTerm(term: string): string[] | string | null {
  const whole = term.toLowerCase();
  const parts = term.match(/[A-Z]?[a-z]+|\d+/g) ?? [];
  if (whole.length > 40) {
    return null;
  }
  return parts.length > 1 ? [whole, ...parts.map((part) => part.toLowerCase())] : whole;
}
