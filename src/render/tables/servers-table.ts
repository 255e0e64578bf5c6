import type { FirewallAudit } from "../../audit/types.ts";
import { type FailedAudit, isFailed, type NamedAudit } from "../named-audits.ts";
import {
  acceptedTable,
  auditRecords,
  auditTable,
  gapTable,
  recordTitles,
  scopeText,
} from "./audit-table.ts";
import type { Table } from "./table.ts";

type Servers = readonly (FailedAudit | NamedAudit)[];

/** What each server comes to, of one and of several. */
const outcomes = {
  differs: ["does not fit", "do not fit"],
  unknown: ["cannot be told", "cannot be told"],
  failed: ["not audited", "not audited"],
  fits: ["fits", "fit"],
} as const;

/** What the audits of servers came to, on one line. */
export function serversTitle(version: string, servers: Servers): string {
  const counts = Object.entries(outcomes).flatMap(([outcome, [one, more]]) => {
    const count = servers.filter((each) => outcomeOf(each) === outcome).length;
    return count > 0 ? [`${count} ${count === 1 ? one : more}`] : [];
  });
  const [scope = ""] = auditsOf(servers).map(({ audit }) => scopeText(audit.scope));
  return `${version}, ${servers.length} ${servers.length === 1 ? "server" : "servers"}: ${counts.join(", ")}${scope === "" ? "" : `, as far as ${scope} is concerned`}`;
}

/** What each server comes to, as a table to read. */
export function serversTable(servers: Servers): Table {
  const severities = ["error", "warning", "info"] as const;
  return {
    columns: [
      { title: "Host" },
      { title: "Firewall" },
      ...["Errors", "Warnings", "Info", "Accepted", "Not examined"].map((title) => ({
        title,
        align: "right" as const,
      })),
    ],
    rows: servers.map((each) => {
      const outcome = outcomes[outcomeOf(each)][0];
      if (isFailed(each)) {
        return [each.name, outcome, "", "", "", "", ""];
      }
      const { findings, accepted, gaps } = each.audit;
      const counts = severities.map(
        (severity) => findings.filter((finding) => finding.severity === severity).length,
      );
      return [
        each.name,
        outcome,
        ...[...counts, accepted.length, gaps.length].map((count) => String(count)),
      ];
    }),
  };
}

/** The findings of several servers as a table to read. */
export function serverFindings(servers: Servers): Table {
  return tableOfServers(servers, auditTable);
}

/** The findings of several servers that are accepted as a table to read. */
export function serverAcceptances(servers: Servers): Table {
  return tableOfServers(servers, acceptedTable);
}

/** What was not examined or was assumed of several servers, as a table to read. */
export function serverGaps(servers: Servers): Table {
  return tableOfServers(servers, gapTable);
}

/** Why servers were not audited, as a table to read. */
export function failureTable(servers: Servers): Table {
  return {
    columns: [{ title: "Host" }, { title: "Why" }],
    rows: servers.flatMap((each) => (isFailed(each) ? [[each.name, each.error]] : [])),
  };
}

/**
 * The findings of several servers as a table for programs, as {@link auditRecords} has them. A server that was not audited
 * has a row, with why.
 */
export function serverRecords(servers: Servers): Table {
  return {
    columns: ["host", ...recordTitles].map((title) => ({ title })),
    rows: servers.flatMap((each) =>
      isFailed(each)
        ? [
            [
              each.name,
              ...recordTitles.map((title) => (title === "message" ? notAudited(each) : "")),
            ],
          ]
        : auditRecords(each.audit).rows.map((row) => [each.name, ...row]),
    ),
  };
}

/** Says of a server why it was not audited. */
export function notAudited({ error }: FailedAudit): string {
  return `not audited: ${error}`;
}

function tableOfServers(servers: Servers, tableOf: (audit: FirewallAudit) => Table): Table {
  const tables = auditsOf(servers).map(({ name, audit }) => ({ name, table: tableOf(audit) }));
  return {
    columns: [{ title: "Host" }, ...(tables[0]?.table.columns ?? [])],
    rows: tables.flatMap(({ name, table }) => table.rows.map((row) => [name, ...row])),
  };
}

function auditsOf(servers: Servers): readonly NamedAudit[] {
  return servers.flatMap((each) => (isFailed(each) ? [] : [each]));
}

function outcomeOf(server: FailedAudit | NamedAudit): keyof typeof outcomes {
  return isFailed(server) ? "failed" : server.audit.verdict;
}
