import type { ServiceId } from "../dataset/literals.generated.ts";
import type { PolicyRule } from "./types.ts";

/** Returns whether a rule opens inbound ports for a service. */
export function opensFor(
  service: ServiceId,
  { direction, services }: Pick<PolicyRule, "direction" | "services">,
): boolean {
  return direction === "inbound" && services.includes(service);
}
