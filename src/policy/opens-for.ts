import type { ServiceId } from "../dataset/literals.generated.ts";
import type { PolicyRule } from "./types.ts";

/** Tells whether a rule opens ports to others for a service. */
export function opensFor(
  service: ServiceId,
  { direction, services }: Pick<PolicyRule, "direction" | "services">,
): boolean {
  return direction === "inbound" && services.includes(service);
}
