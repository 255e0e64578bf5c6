import { counted } from "../../../../src/util/counted.ts";
import type { RenderedFirewall } from "../../../worker/tasks/render-firewall.ts";

/** How many rules and warnings a firewall has, in words. */
export function countsOf({ rules, warnings }: RenderedFirewall): string {
  return [
    counted(rules.length, "rule"),
    ...(warnings.length > 0 ? [counted(warnings.length, "warning")] : []),
  ].join(", ");
}
