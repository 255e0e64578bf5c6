import { serviceData } from "../dataset/dataset.ts";
import type { Service } from "../dataset/types.ts";

/**
 * The services of all releases, in ascending order by id. {@link listServices} returns the services of one release.
 *
 * @example
 * ```ts
 * import { services } from "cpanel-ports";
 *
 * services.find((each) => each.id === "imap")?.name; // => "IMAP"
 * ```
 */
export const services: readonly Service[] = serviceData();
