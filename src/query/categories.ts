import { serviceData } from "../dataset/dataset.ts";
import type { Category } from "../dataset/literals.generated.ts";

/**
 * The categories of services, in ascending order.
 *
 * @example
 * ```ts
 * import { categories } from "cpanel-ports";
 *
 * categories.slice(0, 3); // => ["control-panel", "database", "dns"]
 * ```
 */
export const categories: readonly Category[] = Object.freeze(
  [...new Set(serviceData().map((each) => each.category))].sort(),
);
