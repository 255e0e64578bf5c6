import { needData } from "../dataset/dataset.ts";
import type { InternalPort } from "../dataset/types.ts";

/**
 * The ports that no page lists, and that only the server itself should reach if something listens there. Curated, each
 * port with its basis.
 *
 * Source: the documentation of the software.
 *
 * @example
 * ```ts
 * import { internalPorts } from "cpanel-ports";
 *
 * internalPorts.map(({ port, name }) => [port, name]); // => [[6379, "Redis"], [11211, "memcached"]]
 * ```
 */
export const internalPorts: readonly InternalPort[] = needData().internalPorts;
