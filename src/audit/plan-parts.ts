import { allFamilies } from "../net/remote-addresses.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import { inOrder } from "./in-order.ts";
import { keepLimits } from "./keep-limits.ts";
import { licensePort } from "./license-port.ts";
import type { Closing } from "./read-closing.ts";
import { type Sparing, sparePorts } from "./spare-ports.ts";
import type { FirewallPlan, PlanChange } from "./types.ts";

/** The needed changes, and the possibly needed ones. */
export interface DraftChanges {
  readonly changes: readonly PlanChange[];
  readonly unknown: readonly PlanChange[];
}

/**
 * Orders openings before closings, and separates openings that would lift a limit, and closings that were not requested
 * or are never made.
 *
 * @param actual - the firewall to change; `null` if none was given
 */
export function planParts(
  { changes, unknown }: DraftChanges,
  actual: PolicyOrExposure | null,
  given: Omit<Sparing, "kept" | "licensePort" | "obstacles">,
  { close, kept }: Closing,
): Pick<FirewallPlan, "changes" | "closable" | "kept" | "spared" | "unknown"> {
  const of = (action: PlanChange["action"], list: readonly PlanChange[]) =>
    list.filter((each) => each.action === action).sort(inOrder);
  const wanted = of("open", changes);
  const closings = of("close", changes);
  const places = (actual !== null && "undetermined" in actual && actual.closingPlaces) || [];
  const obstacles = places.filter(({ obstacle }) => obstacle !== null);
  const sparing = { ...given, kept, obstacles };
  const { openings, limited } =
    actual === null ? { openings: wanted, limited: [] } : keepLimits(wanted, actual, sparing);
  const draft = sparePorts(closings, sparing);
  const needed = licensePort([...openings, ...draft.closable], actual, sparing);
  const { closable, spared } =
    needed === undefined ? draft : sparePorts(closings, { ...sparing, licensePort: needed });
  return {
    changes: close ? [...openings, ...closable] : openings,
    closable: close ? [] : closable,
    spared,
    kept: kept.map(({ text }) => text),
    unknown: [
      ...of("open", unknown),
      ...limited,
      // They may concern families that were not examined.
      ...sparePorts(of("close", unknown), { ...sparing, families: allFamilies, obstacles: [] })
        .closable,
    ].sort(inOrder),
  };
}
