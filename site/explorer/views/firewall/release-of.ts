import {
  isCpanelPortsError,
  latestRelease,
  type ReleaseNumber,
  resolveVersion,
} from "cpanel-ports";

/** Returns the release that answers for the typed version; the newest if it is invalid. */
export function releaseOf(version: string): ReleaseNumber {
  try {
    return resolveVersion(version).release;
  } catch (error) {
    if (isCpanelPortsError(error)) {
      return latestRelease;
    }
    throw error;
  }
}
