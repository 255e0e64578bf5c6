import type { Mark } from "./marks.ts";
import type { NftTable } from "./ruleset.ts";

/** The state changes that rules make, for other rules to test. */
export interface StateUses {
  /** The marks that rules set, if every value is supported. */
  readonly marks: ReadonlySet<Mark>;
  readonly untracks: boolean;
  readonly translates: boolean;
  /** Whether a rule enables connection tracking, by testing or translating connections. */
  readonly tracks: boolean;
  /** The sets that rules fill, with the text of the single key used to fill each. */
  readonly filled: ReadonlyMap<NftTable, ReadonlyMap<string, string>>;
}
