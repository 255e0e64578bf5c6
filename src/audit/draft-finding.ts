import type { DatedAcceptance } from "./date-acceptances.ts";
import type { AuditFinding } from "./types.ts";

/** A finding before it is put in words. */
export interface DraftFinding
  extends Omit<AuditFinding, "acceptance" | "advice" | "message" | "severity"> {
  readonly acceptance: DatedAcceptance | null;
}
