import { laterReleases, releases } from "cpanel-ports";

/** The versions to choose from. */
export const versions = [...releases, ...laterReleases].map((each) => String(each.release));

/** The same with one that somebody wrote, if it is none of them. */
export function versionsWith(own: string): readonly string[] {
  return versions.includes(own) ? versions : [own, ...versions];
}
