import { firewallData } from "../dataset/dataset.ts";
import type { OperatingSystemId } from "../dataset/literals.generated.ts";
import type { FirewallRecommendation, Undocumented } from "../dataset/types.ts";
import { AmbiguousOperatingSystemError } from "../errors.ts";
import { quote } from "../util/quote.ts";
import { checkRelease } from "./check-release.ts";
import type { KnownRelease } from "./known.ts";
import { parseOperatingSystem } from "./parse-operating-system.ts";
import type { ReleaseOrVersion } from "./resolved-version.ts";
import { valueAt } from "./value-at.ts";

/**
 * Returns the firewall that a release's page recommends for an operating system.
 *
 * @param release - a release of the dataset, such as 126, or a resolved version
 * @param operatingSystem - an id as in `/etc/os-release`, or a name, in any case, optionally with a version:
 *   `"almalinux"`, `"AlmaLinux 9.4"`, `"cloudlinux 7"`, `"Ubuntu 22.04"`
 * @returns the recommendation; `"undocumented"` if the page does not name the system in that version
 * @throws {@link UnknownReleaseError}, {@link NewerReleaseError}, {@link DevelopmentReleaseError} or
 *   {@link InvalidVersionError} when the dataset does not have the release
 * @throws {@link UnknownOperatingSystemError} when no page names the system
 * @throws {@link AmbiguousOperatingSystemError} when the recommendation depends on the version, and none is given
 *
 * @example
 * ```ts
 * import { getRecommendedFirewall } from "cpanel-ports";
 *
 * getRecommendedFirewall(126, "AlmaLinux 9.4"); // => { operatingSystem: "almalinux", versions: "any", firewall: "nftables" }
 * getRecommendedFirewall(110, "cloudlinux 7"); // => { operatingSystem: "cloudlinux", versions: "7", firewall: "firewalld" }
 * getRecommendedFirewall(126, "centos 7"); // => "undocumented"
 * ```
 */
export function getRecommendedFirewall<R extends ReleaseOrVersion>(
  release: KnownRelease<R>,
  operatingSystem: OperatingSystemId | (string & {}),
): FirewallRecommendation | Undocumented;
export function getRecommendedFirewall(
  release: ReleaseOrVersion,
  operatingSystem: OperatingSystemId | (string & {}),
): FirewallRecommendation | Undocumented {
  const number = checkRelease(release);
  const recommendations = valueAt(firewallData().recommendedFirewalls, number);
  const { system, version } = parseOperatingSystem("operatingSystem", operatingSystem);
  const candidates = recommendations.filter(
    (each) =>
      each.operatingSystem === system.id &&
      (version === undefined || isVersionWithin(version, each.versions)),
  );
  if (version === undefined && candidates.some((each) => each.versions !== "any")) {
    const choices = candidates.map((each) => `${each.firewall} for ${each.versions}`).join(", ");
    throw new AmbiguousOperatingSystemError(
      `${quote(operatingSystem)}: the firewall for release ${number} depends on the version (${choices}); add a version, such as "${system.id} 8"`,
      operatingSystem,
    );
  }
  return candidates[0] ?? "undocumented";
}

function isVersionWithin(version: number, versions: string): boolean {
  const number = Number.parseInt(versions, 10);
  return versions === "any" || version === number || (versions.endsWith("+") && version > number);
}
