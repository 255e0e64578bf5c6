import type { PortNumber } from "../dataset/literals.generated.ts";
import type { PortAt, PortsOf } from "../dataset/port-types.ts";
import type { PortEntry } from "../dataset/types.ts";
import { checkPort } from "./check-port.ts";
import type { KnownRelease } from "./known.ts";
import { releaseEntries } from "./release-entries.ts";
import type { ReleaseOf, ReleaseOrVersion } from "./resolved-version.ts";

/**
 * Returns the entry of a port in a release. For literals, the compiler knows whether it is `undefined`.
 *
 * @param release - a release of the dataset, such as 126, or a resolved version
 * @param port - a port number, 1 to 65535
 * @returns the entry; `undefined` if the release's page does not list the port
 * @throws {@link UnknownReleaseError}, {@link NewerReleaseError}, {@link DevelopmentReleaseError} or
 *   {@link InvalidVersionError} when the dataset does not have the release
 * @throws {@link InvalidPortError} when the port is not a port number
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
