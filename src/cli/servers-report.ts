import { type FailedAudit, isFailed, type NamedAudit } from "../render/audited-servers.ts";
import type { AuditTextOptions } from "../render/formats/audit-text.ts";
import { serversText } from "../render/formats/servers-text.ts";
import {
  failureTable,
  serverAcceptances,
  serverFindings,
  serverGaps,
  serverRecords,
  serversTable,
  serversTitle,
} from "../render/tables/servers-table.ts";
import { colorsFor } from "./colors.ts";
import type { Io } from "./io.ts";
import type { Report } from "./report.ts";

/**
 * Returns the report on the audits of several servers.
 *
 * @param version - the title of the audited version
 * @param options - the options for printing each audit on a terminal
 */
export function serversReport(
  version: string,
  servers: readonly (FailedAudit | NamedAudit)[],
  options: AuditTextOptions,
  io: Io,
): Report {
  return {
    title: serversTitle(version, servers),
    sections: [
      { table: serversTable(servers) },
      { heading: "Not audited", table: failureTable(servers) },
      { heading: "Findings", table: serverFindings(servers) },
      { heading: "Accepted", table: serverAcceptances(servers) },
      { heading: "Not examined, or assumed", table: serverGaps(servers) },
    ],
    text: () => serversText(servers, { ...options, heading: colorsFor(io).bold }),
    records: () => serverRecords(servers),
    data: {
      servers: servers.map((each) =>
        isFailed(each) ? each : { name: each.name, audit: each.audit },
      ),
    },
  };
}
