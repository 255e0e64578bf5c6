import { releaseData } from "../dataset/dataset.ts";
import type { Release } from "../dataset/types.ts";

/**
 * The releases of cPanel & WHM in the dataset, oldest first, each with the documentation page that applies to it and its
 * lifecycle dates if a source states them.
 *
 * Source: the documentation pages; the lifecycle from cPanel's change logs and version pages, each
 * date with its basis.
 *
 * @example
 * ```ts
 * import { releases } from "cpanel-ports";
 *
 * releases.map((each) => each.release); // => [102, 104, 106, 108, 110, 112, 114, 116, 118, 120, 122, 124, 126]
 * releases.find((each) => each.release === 106)?.source.page; // => 102
 * releases.find((each) => each.release === 106)?.endOfLife; // => "unknown"
 * ```
 */
export const releases: readonly Release[] = releaseData().releases;
