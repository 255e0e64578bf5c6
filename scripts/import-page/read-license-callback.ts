import type { Page } from "../../src/schema/page.ts";
import { readLabel, readPort, readTable, readTick, requireAscending } from "./read-table.ts";
import type { Section } from "./sections.ts";
import type { Source } from "./source.ts";

const columns = ["Service", "Port", "Inbound", "Outbound"] as const;

/** Reads the table of license-callback ports, cell by cell. */
export function readLicenseCallback(
  source: Source,
  { heading, content }: Section,
): Page["licenseCallback"] {
  const rows = readTable(source, content, heading, columns).map((cells) => ({
    port: readPort(source, cells.Port),
    service: readLabel(source, cells.Service),
    inbound: readTick(source, cells.Inbound),
    outbound: readTick(source, cells.Outbound),
    cell: cells.Port,
  }));
  requireAscending(source, rows);
  return rows.map(({ cell: _, ...row }) => row);
}
