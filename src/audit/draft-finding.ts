import type { AuditFinding } from "./types.ts";

/** A finding before it is put in words. */
export type DraftFinding = Omit<AuditFinding, "advice" | "message" | "severity">;
