import type { PortNumber } from "../dataset/literals.generated.ts";
import type { PortAt, PortsOf } from "../dataset/port-types.ts";
import type { PortEntry } from "../dataset/types.ts";
import { checkPort } from "./check-port.ts";
import type { KnownRelease } from "./known.ts";
import { releaseEntries } from "./release-entries.ts";
import type { ReleaseOf, ReleaseOrVersion } from "./resolved-version.ts";

/**
 * The entry of a port in a release, or `undefined` where the release's page does not list it. For
 * literals the compiler knows which of the two it is.
 *
 * @param release - a release of the dataset, such as 126, or a resolved version
 * @param port - a port number, 1 to 65535
 * @throws {@link UnknownReleaseError}, {@link NewerReleaseError}, {@link DevelopmentReleaseError} or
 *   {@link InvalidVersionError} for a release that the dataset does not have
 * @throws {@link InvalidPortError} for what is not a port number
 *
 * @example
 * ```ts
 * import { getPort } from "cpanel-ports";
 *
 * getPort(126, 2083).documented.service; // => "cPanel SSL and cPanel Licensing"
 * getPort(126, 2083).twin; // => 2082
 * getPort(126, 2091); // => undefined
 * getPort(118, 2091).port; // => 2091
 * ```
 */
export function getPort<
  R extends ReleaseOrVersion,
  P extends PortsOf<ReleaseOf<R>> | (number & {}),
>(release: KnownRelease<R>, port: P): PortAt<ReleaseOf<R>, P>;
export function getPort(
  release: ReleaseOrVersion,
  port: number,
): PortEntry<PortNumber> | undefined {
  const entry = releaseEntries(release).ofPort.get(port);
  if (entry === undefined) {
    checkPort(port);
  }
  return entry;
}
