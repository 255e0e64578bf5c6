import type { LatestRelease } from "../dataset/literals.generated.ts";
import { newestRelease } from "./answering-release.ts";

/**
 * The newest release in the dataset; `"latest"` resolves to it. Newer versions exist: see {@link laterReleases}.
 *
 * @example
 * ```ts
 * import { latestRelease, listPorts } from "cpanel-ports";
 *
 * latestRelease; // => 126
 * listPorts(latestRelease).length; // => 39
 * ```
 */
export const latestRelease: LatestRelease = newestRelease as LatestRelease;
