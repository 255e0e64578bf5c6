import type { FirewallAudit } from "../../audit/types.ts";
import { type FailedAudit, isFailed, type NamedAudit } from "../audited-servers.ts";
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

/** The outcome of one server, and of several. */
const outcomes = {
  differs: ["does not fit", "do not fit"],
  unknown: ["unknown", "unknown"],
  failed: ["not audited", "not audited"],
  fits: ["fits", "fit"],
} as const;

/** Returns the titles of the audited versions, without duplicates. */
export function auditedVersions(servers: Servers): string {
  const titles = new Set(auditsOf(servers).map(({ audit }) => audit.expected.title));
  return [...titles].join(" and ") || "cPanel & WHM";
}

/** Returns how many servers have which outcome, on one line. */
export function serversTitle(version: string, servers: Servers): string {
  const counts = Object.entries(outcomes).flatMap(([outcome, [one, more]]) => {
    const count = servers.filter((each) => outcomeOf(each) === outcome).length;
    return count > 0 ? [`${count} ${count === 1 ? one : more}`] : [];
  });
  const [scope = ""] = auditsOf(servers).map(({ audit }) => scopeText(audit.scope));
  return `${version}, ${servers.length} ${servers.length === 1 ? "server" : "servers"}: ${counts.join(", ")}${scope === "" ? "" : `, limited to ${scope}`}`;
}

/** Returns the outcome of each server as a table for readers. */
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

/** Returns the findings of several servers as a table for readers. */
export function serverFindings(servers: Servers): Table {
  return tableOfServers(servers, auditTable);
}

/** Returns the accepted findings of several servers as a table for readers. */
export function serverAcceptances(servers: Servers): Table {
  return tableOfServers(servers, acceptedTable);
}

/** Returns the gaps of several audits as a table for readers. */
export function serverGaps(servers: Servers): Table {
  return tableOfServers(servers, gapTable);
}

/** Returns why servers were not audited, as a table for readers. */
export function failureTable(servers: Servers): Table {
  return {
    columns: [{ title: "Host" }, { title: "Why" }],
    rows: servers.flatMap((each) => (isFailed(each) ? [[each.name, each.error]] : [])),
  };
}

/**
 * Returns the findings of several servers as a table for programs, with the columns of {@link auditRecords}. A server
 * that was not audited has one row with the reason.
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

/** Returns why a server was not audited, in words. */
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
