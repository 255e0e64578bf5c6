import { type FailedAudit, isFailed, type NamedAudit } from "../audited-servers.ts";
import { auditTitle } from "../tables/audit-table.ts";
import { notAudited, serversTable } from "../tables/servers-table.ts";
import { type AuditTextOptions, auditText } from "./audit-text.ts";
import { visible } from "./escape/visible.ts";
import { renderTextTable } from "./text-table.ts";
import { wrapText } from "./wrap-text.ts";

/** The options of {@link serversText}. */
export interface ServersTextOptions extends AuditTextOptions {
  /** Styles the heading of a server, for instance in bold. */
  readonly heading: (text: string) => string;
}

/**
 * Renders the audits of several servers for a terminal: each audit below the name of its server, and last a summary,
 * which stays visible in a terminal.
 */
export function serversText(
  servers: readonly (FailedAudit | NamedAudit)[],
  options: ServersTextOptions,
): string {
  const { width, heading } = options;
  const paragraph = (text: string) =>
    wrapText(visible(text), width, "", "  ")
      .map((line) => `${line}\n`)
      .join("");
  const parts = servers.map((each) => {
    const title = `${heading(`==> ${visible(each.name)} <==`)}\n`;
    if (isFailed(each)) {
      return title + paragraph(notAudited(each));
    }
    const text = auditText(each.audit, options);
    return `${title}${paragraph(auditTitle(each.audit))}${text === "" ? "" : `\n${text}`}`;
  });
  const summary = `${heading("==> all servers <==")}\n${renderTextTable(serversTable(servers), { width })}`;
  return [...parts, summary].join("\n");
}
