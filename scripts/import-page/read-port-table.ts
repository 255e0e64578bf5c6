import { createHash } from "node:crypto";
import type { Page } from "../../src/schema/page.ts";
import {
  readLabel,
  readNote,
  readPort,
  readTable,
  readTick,
  requireAscending,
} from "./read-table.ts";
import type { Section } from "./sections.ts";
import type { Source } from "./source.ts";

const columns = [
  "Port",
  "Service",
  "TCP",
  "UDP",
  "Inbound",
  "Outbound",
  "Localhost",
  "Notes",
] as const;

/** Reads the port table, cell by cell; a note is stored as the digest of its text. */
export function readPortTable(source: Source, { heading, content }: Section): Page["ports"] {
  const rows = readTable(source, content, heading, columns).map((cells) => {
    const note = readNote(source, cells.Notes);
    return {
      port: readPort(source, cells.Port),
      service: readLabel(source, cells.Service),
      tcp: readTick(source, cells.TCP),
      udp: readTick(source, cells.UDP),
      inbound: readTick(source, cells.Inbound),
      outbound: readTick(source, cells.Outbound),
      localhost: readTick(source, cells.Localhost),
      noteSha256: note === null ? null : createHash("sha256").update(note).digest("hex"),
      cell: cells.Port,
    };
  });
  requireAscending(source, rows);
  return rows.map(({ cell: _, ...row }) => row);
}
