import type { Category } from "cpanel-ports";
import { capitalized } from "../../../src/util/capitalized.ts";

/** Names a category of services for a heading. */
export function categoryTitle(category: Category): string {
  return category === "dns" ? "DNS" : capitalized(category.replaceAll("-", " "));
}
