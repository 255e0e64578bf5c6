import type { WhoMay } from "../net/types.ts";
import type { DatedAcceptance } from "./date-acceptances.ts";
import type { AuditFinding } from "./types.ts";

/** A finding before it is put in words. */
export interface DraftFinding
  extends Omit<AuditFinding, "acceptance" | "advice" | "message" | "severity"> {
  readonly acceptance: DatedAcceptance | null;
  /** Of ports that more reach than should: all who reach them, and who should; `null` for nobody. */
  readonly access?: { readonly open: WhoMay; readonly meant: WhoMay | null } | undefined;
}
