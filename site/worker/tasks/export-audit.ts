import { renderCsv, renderJson, renderJunit, renderSarif, renderText } from "cpanel-ports/render";
import { auditTitle } from "../../../src/render/tables/audit-table.ts";
import { auditRequest } from "../firewall/audit-request.ts";
import type { AuditRequest } from "../firewall/request.ts";

/** A format to save an audit in. */
export type ExportFormat = "csv" | "json" | "junit" | "sarif" | "text";

export interface ExportRequest {
  readonly audit: AuditRequest;
  readonly format: ExportFormat;
}

/** Writes an audit to save. */
export function exportAudit({ audit: request, format }: ExportRequest): string {
  const { audit, sorted } = auditRequest(request);
  switch (format) {
    case "csv":
      return renderCsv(audit);
    case "json":
      return renderJson(audit);
    case "junit":
      return renderJunit(audit);
    case "sarif":
      return renderSarif(audit, { artifact: sorted.firewall.map(({ name }) => name) });
    case "text":
      return renderText(audit, { caption: auditTitle(audit) });
  }
}
