import type { ElsewhereListId, ReleaseNumber } from "../dataset/literals.generated.ts";
import type { ElsewhereList } from "../dataset/types.ts";
import { openAccess, undeterminedAccess } from "../net/access.ts";
import { checkPolicy } from "../policy/check-policy.ts";
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

/** A firewall against a list that somebody else publishes, beside what a page documents. */
export interface ElsewhereMatch {
  /** The version, with how it is covered, the list, and the firewall, on one line. */
  readonly title: string;
  /** The release that answers for the version. */
  readonly release: ReleaseNumber;
  /** The version that was asked for, without its build. */
  readonly requested: number;
  /** How well the release covers that version. */
  readonly coverage: Coverage;
  /** The list. */
  readonly list: ElsewhereList;
  /** How the firewall and the list differ, and what of the list was not compared, in a sentence. */
  readonly summary: string;
  /**
   * In how many ports the firewall and the list differ, each protocol apart and each port once for all families.
   * Ports that are undetermined count. `null` where nothing of the direction was compared.
   */
  readonly distance: {
    /** That of inbound ports. */
    readonly inbound: number | null;
    /** That of outbound ports. */
    readonly outbound: number | null;
  };
  /**
   * One for each part of the list, in its order. A part that names no family is compared with each family that was
   * examined.
   */
  readonly parts: readonly ElsewherePart[];
}

/**
 * Compares a firewall with a list that somebody else publishes, beside what a release documents: which ports are
 * open in the one and not in the other. A port counts as open if most addresses may use it for certain, and as
 * undetermined if it could not be determined whether they may.
 *
 * @param release - a release of the dataset, such as 126, or a resolved version
 * @param id - the id of a list of {@link listElsewhere}
 * @param firewall - what the firewall lets through, as a parser returns it
 * @throws {@link UnknownReleaseError}, {@link NewerReleaseError}, {@link DevelopmentReleaseError} or
 *   {@link InvalidVersionError} for a release that the dataset does not have
 * @throws {@link InvalidOptionError} for an id that no list has
 * @throws {@link InvalidPolicyError} if the firewall is neither an exposure nor a policy
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
 * match.summary; // => "This firewall opens CSF's stock lists (version 16.07, 2026-02-25) but for this: TCP 2222 is open; IPv6 was not examined"
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
  checkPolicy(firewall);
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

/** Tells whether an input shows what the server connects to: neither what listens does, nor a scan. */
function isOutboundRead(firewall: PolicyOrExposure): boolean {
  return !isOfListeners(firewall) && !notesOf(firewall).some(({ code }) => code === "outbound");
}
