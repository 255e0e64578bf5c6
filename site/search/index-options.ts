import type { Options } from "minisearch";

/** The kinds of results, in the order shown if all match equally. */
export const kinds = ["Ports", "Services", "Guides", "API", "Findings"] as const;

export type Kind = (typeof kinds)[number];

/** A search entry. */
export interface Entry {
  readonly id: number;
  readonly kind: Kind;
  readonly title: string;
  /** The text next to the title. */
  readonly detail: string;
  /** The target, from the root of the site. */
  readonly url: string;
  /** Additional words that match it. */
  readonly words: string;
}

/** The options for building and for querying the index, which must be the same. */
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

/** Also matches parts of a name such as `renderNftables`. */
function processTerm(term: string): string[] | string | null {
  const whole = term.toLowerCase();
  const parts = term.match(/[A-Z]?[a-z]+|\d+/g) ?? [];
  if (whole.length > 40) {
    return null;
  }
  return parts.length > 1 ? [whole, ...parts.map((part) => part.toLowerCase())] : whole;
}
