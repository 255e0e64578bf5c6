import { laterReleases, releases } from "cpanel-ports";

/** The versions to choose from. */
export const versions = [...releases, ...laterReleases].map((each) => String(each.release));

/** The versions to choose from, plus a typed version that is not among them. */
export function versionsWith(own: string): readonly string[] {
  return versions.includes(own) ? versions : [own, ...versions];
}
