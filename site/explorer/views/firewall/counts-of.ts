import { counted } from "../../../../src/util/counted.ts";
import type { RenderedFirewall } from "../../../worker/tasks/render-firewall.ts";

/** The number of rules and warnings of a firewall, in words. */
export function countsOf({ rules, warnings }: RenderedFirewall): string {
  return [
    counted(rules.length, "rule"),
    ...(warnings.length > 0 ? [counted(warnings.length, "warning")] : []),
  ].join(", ");
}
