import type { PortEntry } from "../../dataset/types.ts";
import { isPartial } from "./is-partial.ts";
import type { Table } from "./table.ts";

/** The ports as a table for programs: a column for each fact, several values with spaces between. */
export function portRecords(entries: readonly PortEntry[]): Table {
  const titles = [
    "port",
    "service",
    "tcp",
    "udp",
    "inbound",
    "outbound",
    "localhost",
    "note",
    "services",
    "categories",
    "scope",
    "protection",
    "twin",
    "source_ports",
    "iana_names",
    "conditions",
  ];
  return {
    columns: titles.map((title) => ({ title })),
    rows: entries.map(({ documented, ...entry }) => [
      String(entry.port),
      documented.service,
      String(documented.tcp),
      String(documented.udp),
      String(documented.inbound),
      String(documented.outbound),
      String(documented.localhost),
      String(documented.note),
      entry.services.join(" "),
      entry.categories.join(" "),
      entry.scope,
      entry.protection,
      String(entry.twin ?? ""),
      entry.sourcePorts === "undocumented" ? entry.sourcePorts : entry.sourcePorts.join(" "),
      entry.ianaNames.join(" "),
      entry.conditions
        .map(({ id, protocols }) =>
          isPartial(protocols, { ...entry, documented }) ? `${id}/${protocols.join("+")}` : id,
        )
        .join(" "),
    ]),
  };
}
