import type { ElsewhereListId, PortNumber, ReleaseNumber } from "../dataset/literals.generated.ts";
import type { ElsewhereList, ElsewherePorts } from "../dataset/types.ts";
import { deepFreeze } from "../util/deep-freeze.ts";
import { checkVersion } from "./check-version.ts";
import { documentedIn } from "./documented-in.ts";
import { elsewhereTitle, findElsewhere } from "./find-elsewhere.ts";
import type { KnownRelease } from "./known.ts";
import type { Coverage, ReleaseOrVersion } from "./resolved-version.ts";
import { versionTitle } from "./version-title.ts";

/** The ports in which a page and a list differ, for one direction, protocol and family. */
export interface ElsewhereDifference extends Omit<ElsewherePorts, "ports"> {
  /** The ports that the page documents and the list lacks, in ascending order. */
  readonly lacks: readonly PortNumber[];
  /** The ports that the list opens and the page does not document, in ascending order. */
  readonly beyond: readonly number[];
}

/** The comparison of a page with a list that somebody else publishes. */
export interface ElsewhereComparison {
  /** A title on one line: the version and its coverage, and the list. */
  readonly title: string;
  /** The release that answers for the version. */
  readonly release: ReleaseNumber;
  /** The requested version, without its build. */
  readonly requested: number;
  /** How the release covers that version. */
  readonly coverage: Coverage;
  /** The list. */
  readonly list: ElsewhereList;
  /** The differences, one for each part of the list, in its order. */
  readonly differences: readonly ElsewhereDifference[];
}

/**
 * Compares the ports that a release documents with a list that somebody else publishes: the ports that the list lacks,
 * and the ports that it adds. Pages do not distinguish IPv4 from IPv6, so the lists of both families are compared with
 * the same ports.
 *
 * @param release - a release of the dataset, such as 126, or a resolved version
 * @param id - the id of a list of {@link listElsewhere}
 * @returns the differences, part by part
 * @throws {@link UnknownReleaseError}, {@link NewerReleaseError}, {@link DevelopmentReleaseError} or
 *   {@link InvalidVersionError} when the dataset does not have the release
 * @throws {@link InvalidOptionError} when no list has the id
 *
 * @example
 * ```ts
 * import { compareElsewhere } from "cpanel-ports";
 *
 * const [inbound] = compareElsewhere(126, "csf-stock").differences;
 * inbound?.lacks; // => [26, 3306]
 * inbound?.beyond; // => [853, 8443]
 * compareElsewhere(126, "amazon-lightsail").differences[0]?.beyond; // => [2089]
 * ```
 */
export function compareElsewhere<R extends ReleaseOrVersion>(
  release: KnownRelease<R>,
  id: ElsewhereListId | (string & {}),
): ElsewhereComparison;
export function compareElsewhere(
  release: ReleaseOrVersion,
  id: ElsewhereListId | (string & {}),
): ElsewhereComparison {
  const checked = checkVersion(release);
  const list = findElsewhere(id);
  return deepFreeze({
    title: `${versionTitle(checked)} and ${elsewhereTitle(list)}`,
    release: checked.release,
    requested: checked.version,
    coverage: checked.coverage,
    list,
    differences: list.ports.map(({ ports, ...part }): ElsewhereDifference => {
      const wanted = documentedIn(checked.release, part);
      return {
        ...part,
        lacks: wanted.filter((port) => !ports.includes(port)),
        beyond: ports.filter((port) => !wanted.some((each) => each === port)),
      };
    }),
  });
}
