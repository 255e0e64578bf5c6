import type { Difference } from "../page-differences.ts";

/** The report on a page. */
export type PageReport = { readonly page: number; readonly address: string } & (
  | { readonly outcome: "unchanged" }
  | { readonly outcome: "changed"; readonly differences: readonly Difference[] }
  | {
      readonly outcome: "new";
      /** The stored page that it is compared with: the previous page, or else the next one. */
      readonly comparedWith: number;
      readonly differences: readonly Difference[];
    }
  | { readonly outcome: "moved"; readonly to: string }
  | { readonly outcome: "gone"; readonly reason: string }
  | { readonly outcome: "unknown"; readonly reason: string }
);

/** The report on the documentation. */
export interface UpstreamReport {
  readonly base: string;
  /** `changed` if anything changed, even if other pages are unknown. */
  readonly verdict: "changed" | "unchanged" | "unknown";
  readonly pages: readonly PageReport[];
  /** The differences between the lists of versions in the pages and in the stored pages. */
  readonly versions: { readonly added: readonly number[]; readonly removed: readonly number[] };
}
