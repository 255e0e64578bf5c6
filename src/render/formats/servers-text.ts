import { type FailedAudit, isFailed, type NamedAudit } from "../named-audits.ts";
import { auditTitle } from "../tables/audit-table.ts";
import { notAudited, serversTable } from "../tables/servers-table.ts";
import { type AuditTextOptions, auditText } from "./audit-text.ts";
import { visible } from "./escape/visible.ts";
import { renderTextTable } from "./text-table.ts";
import { wrapText } from "./wrap-text.ts";

/** How the audits of servers are written for a terminal. */
export interface ServersTextOptions extends AuditTextOptions {
  /** Dresses the heading of a server, in bold for instance. */
  readonly heading: (text: string) => string;
}

/**
 * Writes the audits of several servers for a terminal: each below the name of its server, and at the end, where a terminal
 * stops, what each server comes to.
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
