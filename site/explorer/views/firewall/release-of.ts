import {
  isCpanelPortsError,
  latestRelease,
  type ReleaseNumber,
  resolveVersion,
} from "cpanel-ports";

/** Returns the release that answers for what is typed; the newest for what is no version. */
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
