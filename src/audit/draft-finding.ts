import type { WhoMay } from "../net/types.ts";
import type { DatedAcceptance } from "./date-acceptances.ts";
import type { AuditFinding } from "./types.ts";

/** A finding without its message and advice. */
export interface DraftFinding
  extends Omit<AuditFinding, "acceptance" | "advice" | "message" | "severity"> {
  readonly acceptance: DatedAcceptance | null;
  /** For ports that are, or may be, open to too many: the actual and the intended addresses; `null` for nobody. */
  readonly access?: { readonly open: WhoMay; readonly meant: WhoMay | null } | undefined;
}
