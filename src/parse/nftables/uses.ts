import type { Mark } from "./marks.ts";
import type { NftTable } from "./ruleset.ts";

/** What rules do to the state of packets, so that others may ask for it. */
export interface StateUses {
  /** The marks that rules set, if each value is understood. */
  readonly marks: ReadonlySet<Mark>;
  readonly untracks: boolean;
  readonly translates: boolean;
  /** Whether a rule makes the kernel track connections: one that asks for them, or translates them. */
  readonly tracks: boolean;
  /** The sets that rules fill, with the text of the one key they do so with. */
  readonly filled: ReadonlyMap<NftTable, ReadonlyMap<string, string>>;
}
