import { releaseData } from "../dataset/dataset.ts";
import type { LaterRelease } from "../dataset/types.ts";

/**
 * The releases after the newest one in the dataset, oldest first, with their lifecycle. They have no documentation page
 * here: {@link resolveVersion} returns the release that answers for each.
 *
 * Source: cPanel's change logs and version pages; for the newest, a secondary source that each date names.
 *
 * @example
 * ```ts
 * import { laterReleases, resolveVersion } from "cpanel-ports";
 *
 * laterReleases.map((each) => each.release); // => [128, 130, 132, 134, 136, 138]
 * laterReleases.map((each) => resolveVersion(each.release).coverage); // => ["page", "page", "page", "assumed", "assumed", "assumed"]
 * ```
 */
export const laterReleases: readonly LaterRelease[] = releaseData().laterReleases;
