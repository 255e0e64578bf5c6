import type { PolicyOrExposure } from "../policy/types.ts";
import type { KnownRelease } from "../query/known.ts";
import { listElsewhere } from "../query/list-elsewhere.ts";
import type { ReleaseOrVersion } from "../query/resolved-version.ts";
import { ascending } from "../util/ascending.ts";
import { type ElsewhereMatch, matchElsewhere } from "./match-elsewhere.ts";

/**
 * Compares a firewall with every published list. The nearest list comes first: the one with the fewest differing inbound
 * ports, then outbound ports.
 *
 * @param release - a release of the dataset, such as 126, or a resolved version
 * @param firewall - what the firewall lets through, as a parser returns it
 * @returns the answer of {@link matchElsewhere} for each list of {@link listElsewhere}, nearest first
 * @throws the errors of {@link matchElsewhere} for an invalid release or firewall
 *
 * @example
 * ```ts
 * import { rankElsewhere } from "cpanel-ports";
 * import { parseCsf } from "cpanel-ports/parse";
 *
 * const exposure = parseCsf(`IPV6 = "0"\nTCP_IN = "22,53,80,443,2078,2083,2087"\nTCP_OUT = "1:65535"\nUDP_IN = "53"\nUDP_OUT = "1:65535"`);
 * const [nearest] = rankElsewhere(126, exposure);
 * nearest?.list.id; // => "amazon-lightsail"
 * nearest?.distance; // => { inbound: 1, outbound: null }
 * ```
 */
export function rankElsewhere<R extends ReleaseOrVersion>(
  release: KnownRelease<R>,
  firewall: PolicyOrExposure,
): readonly ElsewhereMatch[];
export function rankElsewhere(
  release: ReleaseOrVersion,
  firewall: PolicyOrExposure,
): readonly ElsewhereMatch[] {
  return Object.freeze(
    listElsewhere()
      .map(({ id }) => matchElsewhere(release, id, firewall))
      .sort(
        ({ distance: a }, { distance: b }) =>
          ascending(portsOf(a.inbound), portsOf(b.inbound)) ||
          ascending(portsOf(a.outbound), portsOf(b.outbound)),
      ),
  );
}

/** Returns a sort key that puts lists without a comparison last. */
function portsOf(distance: number | null): number {
  return distance ?? Number.POSITIVE_INFINITY;
}
