import type { ElsewhereListId, ReleaseNumber } from "../dataset/literals.generated.ts";
import type { ElsewhereList } from "../dataset/types.ts";
import { openAccess, undeterminedAccess } from "../net/access.ts";
import { checkFirewall } from "../policy/check-firewall.ts";
import type { PolicyOrExposure } from "../policy/types.ts";
import { checkVersion } from "../query/check-version.ts";
import { elsewhereTitle, findElsewhere } from "../query/find-elsewhere.ts";
import type { KnownRelease } from "../query/known.ts";
import type { Coverage, ReleaseOrVersion } from "../query/resolved-version.ts";
import { versionTitle } from "../query/version-title.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { elsewhereDistance } from "./elsewhere-distance.ts";
import { type ElsewherePart, elsewhereParts } from "./elsewhere-parts.ts";
import { elsewhereSummary } from "./elsewhere-summary.ts";
import { isOfListeners } from "./is-of-listeners.ts";
import { notesOf } from "./notes-of.ts";

/** The comparison of a firewall with a list that somebody else publishes and with a page. */
export interface ElsewhereMatch {
  /** A title on one line: the version and its coverage, the list, the firewall. */
  readonly title: string;
  /** The release that answers for the version. */
  readonly release: ReleaseNumber;
  /** The requested version, without its build. */
  readonly requested: number;
  /** How the release covers that version. */
  readonly coverage: Coverage;
  /** The list. */
  readonly list: ElsewhereList;
  /** A sentence on how the firewall and the list differ, and on what was not compared. */
  readonly summary: string;
  /**
   * The number of ports in which the firewall and the list differ, undetermined ports included. Protocols count
   * separately, families do not. `null` if nothing of the direction was compared.
   */
  readonly distance: {
    /** The number of inbound ports. */
    readonly inbound: number | null;
    /** The number of outbound ports. */
    readonly outbound: number | null;
  };
  /** The parts of the list, in its order. A part without a family appears once for each examined family. */
  readonly parts: readonly ElsewherePart[];
}

/**
 * Compares a firewall with a list that somebody else publishes, and with the ports a release documents. A port counts
 * as open if most addresses may certainly use it, and as undetermined if that could not be determined.
 *
 * @param release - a release of the dataset, such as 126, or a resolved version
 * @param id - the id of a list of {@link listElsewhere}
 * @param firewall - what the firewall lets through, as a parser returns it
 * @returns the ports in which the firewall, the list and the page differ, with a summary
 * @throws {@link UnknownReleaseError}, {@link NewerReleaseError}, {@link DevelopmentReleaseError} or
 *   {@link InvalidVersionError} when the dataset does not have the release
 * @throws {@link InvalidOptionError} when no list has the id
 * @throws {@link InvalidPolicyError} when the firewall is neither an exposure nor a policy
 *
 * @example
 * ```ts
 * import { listElsewhere, matchElsewhere } from "cpanel-ports";
 * import { parseCsf } from "cpanel-ports/parse";
 *
 * const stock = listElsewhere().find(({ id }) => id === "csf-stock")?.ports ?? [];
 * const [tcpIn, udpIn, tcpOut, udpOut] = stock.map(({ ports }) => ports.join());
 * const exposure = parseCsf(`IPV6 = "0"\nTCP_IN = "${tcpIn},2222"\nTCP_OUT = "${tcpOut}"\nUDP_IN = "${udpIn}"\nUDP_OUT = "${udpOut}"`);
 * const match = matchElsewhere(126, "csf-stock", exposure);
 * match.summary; // => "This firewall matches CSF's stock lists (version 16.07, 2026-02-25) with these exceptions: TCP 2222 is open; IPv6 was not examined"
 * match.distance; // => { inbound: 1, outbound: 0 }
 * ```
 */
export function matchElsewhere<R extends ReleaseOrVersion>(
  release: KnownRelease<R>,
  id: ElsewhereListId | (string & {}),
  firewall: PolicyOrExposure,
): ElsewhereMatch;
export function matchElsewhere(
  release: ReleaseOrVersion,
  id: ElsewhereListId | (string & {}),
  firewall: PolicyOrExposure,
): ElsewhereMatch {
  checkFirewall(firewall);
  const checked = checkVersion(release);
  const list = findElsewhere(id);
  const { families } = firewall;
  const parts = elsewhereParts(list, checked.release, {
    families,
    isExamined: ({ direction }) => direction === "inbound" || isOutboundRead(firewall),
    accessOf: ({ direction, protocol }) => ({
      open: openAccess(firewall, direction, protocol, families),
      undetermined: undeterminedAccess(firewall, direction, protocol, families),
    }),
  });
  return deepFreeze({
    title: `${versionTitle(checked)}, ${elsewhereTitle(list)}, and a firewall`,
    release: checked.release,
    requested: checked.version,
    coverage: checked.coverage,
    list,
    summary: elsewhereSummary(list, parts),
    distance: {
      inbound: elsewhereDistance(parts, "inbound"),
      outbound: elsewhereDistance(parts, "outbound"),
    },
    parts,
  });
}

/** Returns whether the input shows outbound connections; listening sockets and scans do not. */
function isOutboundRead(firewall: PolicyOrExposure): boolean {
  return !isOfListeners(firewall) && !notesOf(firewall).some(({ code }) => code === "outbound");
}
