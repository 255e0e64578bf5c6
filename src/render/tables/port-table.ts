import type { Condition, PortEntry } from "../../dataset/types.ts";
import type { Table } from "./table.ts";

/** The ports as a table to read: one line each. */
export function portTable(entries: readonly PortEntry[]): Table {
  return {
    columns: [
      { title: "Port", align: "right" },
      { title: "Service" },
      { title: "Protocol" },
      { title: "Direction" },
      { title: "TLS" },
      { title: "Only with" },
    ],
    rows: entries.map((entry) => [
      String(entry.port),
      entry.documented.service,
      protocolsOf(entry),
      directionsOf(entry),
      wordFor(entry.tls),
      entry.conditions.map(conditionOf).join("; "),
    ]),
  };
}

/** The ticked protocols; a dash where the page ticks none. */
export function protocolsOf({ documented }: PortEntry): string {
  return ticked({ tcp: documented.tcp, udp: documented.udp });
}

/** The ticked directions, or that the port is for the server itself. */
export function directionsOf({ documented, scope }: PortEntry): string {
  return scope === "loopback"
    ? "loopback"
    : ticked({ in: documented.inbound, out: documented.outbound });
}

/** `yes` and `no` for the two booleans; any other value as it is. */
export function wordFor(value: boolean | string): string {
  return value === true ? "yes" : value === false ? "no" : value;
}

function ticked(ticks: Readonly<Record<string, boolean>>): string {
  return (
    Object.keys(ticks)
      .filter((name) => ticks[name])
      .join(", ") || "-"
  );
}

function conditionOf({ requires }: Condition): string {
  switch (requires.kind) {
    case "operating-system":
      return requires.operatingSystems.join(", ");
    case "setting":
      return requires.setting;
    case "software":
      return requires.software.join(", ");
  }
}
