import type MiniSearch from "minisearch";
import { type Entry, type Kind, kinds } from "./index-options.ts";

/** The results of one kind, the best first. */
export interface Group {
  readonly kind: Kind;
  readonly entries: readonly Found[];
}

export type Found = Pick<Entry, "detail" | "kind" | "title" | "url">;

const most = 6;

/** Finds the entries for a text: a port by its number first, then the kind with the best result. */
export function findEntries(index: MiniSearch<Entry>, text: string): readonly Group[] {
  const found = index.search(text) as unknown as readonly (Found & { readonly score: number })[];
  const isThatPort = ({ kind, title }: Found) =>
    kind === "Ports" && title === `Port ${text.trim()}`;
  const rank = (group: typeof found) =>
    group.some(isThatPort) ? Number.POSITIVE_INFINITY : (group[0]?.score ?? 0);
  return kinds
    .map((kind) => found.filter((each) => each.kind === kind))
    .filter((group) => group.length > 0)
    .toSorted((one, other) => rank(other) - rank(one))
    .map((group) => ({
      kind: group[0]?.kind ?? "Guides",
      entries: group
        .toSorted((one, other) => Number(isThatPort(other)) - Number(isThatPort(one)))
        .slice(0, most),
    }));
}
