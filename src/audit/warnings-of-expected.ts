import type { PolicyWarning } from "../policy/types.ts";
import type { FirewallAudit } from "./types.ts";

/** Returns the warnings that the expected policy cuts off the administrator or the license system. */
export function warningsOfExpected({ expected }: FirewallAudit): readonly PolicyWarning[] {
  const isLimited = ({ ports }: PolicyWarning) =>
    expected.rules.some(
      ({ direction, ports: { from } }) => direction === "inbound" && ports.includes(from),
    );
  return expected.warnings.filter(
    (each) => each.code === "lockout" || (each.code === "no-license-callback" && isLimited(each)),
  );
}
