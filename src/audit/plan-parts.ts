import { allFamilies } from "../net/remote-addresses.ts";
import { inOrder } from "./in-order.ts";
import type { Closing } from "./read-closing.ts";
import { type Sparing, sparePorts } from "./spare-ports.ts";
import type { FirewallPlan, PlanChange } from "./types.ts";

/** The needed changes, and the possibly needed ones. */
export interface DraftChanges {
  readonly changes: readonly PlanChange[];
  readonly unknown: readonly PlanChange[];
}

/** Orders openings before closings, and separates closings that were not requested or are never made. */
export function planParts(
  { changes, unknown }: DraftChanges,
  sparing: Omit<Sparing, "kept">,
  { close, kept }: Closing,
): Pick<FirewallPlan, "changes" | "closable" | "kept" | "spared" | "unknown"> {
  const of = (action: PlanChange["action"], list: readonly PlanChange[]) =>
    list.filter((each) => each.action === action).sort(inOrder);
  const openings = of("open", changes);
  const { closable, spared } = sparePorts(of("close", changes), { ...sparing, kept });
  return {
    changes: close ? [...openings, ...closable] : openings,
    closable: close ? [] : closable,
    spared,
    kept: kept.map(({ text }) => text),
    unknown: [
      ...of("open", unknown),
      // They may concern families that were not examined.
      ...sparePorts(of("close", unknown), { ...sparing, families: allFamilies, kept }).closable,
    ].sort(inOrder),
  };
}
