import type { Difference } from "../page-differences.ts";

/** What is to be said of a page. */
export type PageReport = { readonly page: number; readonly address: string } & (
  | { readonly outcome: "unchanged" }
  | { readonly outcome: "changed"; readonly differences: readonly Difference[] }
  | {
      readonly outcome: "new";
      /** The stored page with which it is compared: the one before it, else the one after. */
      readonly comparedWith: number;
      readonly differences: readonly Difference[];
    }
  | { readonly outcome: "moved"; readonly to: string }
  | { readonly outcome: "gone"; readonly reason: string }
  | { readonly outcome: "unknown"; readonly reason: string }
);

/** What is new in the documentation. */
export interface UpstreamReport {
  readonly base: string;
  /** `changed` where anything did, even if something else could not be told. */
  readonly verdict: "changed" | "unchanged" | "unknown";
  readonly pages: readonly PageReport[];
  /** What the pages' own lists of versions have, and what is stored. */
  readonly versions: { readonly added: readonly number[]; readonly removed: readonly number[] };
}
