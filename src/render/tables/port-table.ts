import type { Condition, PortEntry, Protection } from "../../dataset/types.ts";
import { isPartial } from "./is-partial.ts";
import type { Table } from "./table.ts";

const protectionWords: Readonly<Record<Protection, string>> = {
  implicit: "TLS",
  starttls: "upgrade to TLS",
  ssh: "SSH",
  none: "plain text",
  undocumented: "undocumented",
};

/** The ports as a table to read: one line each. */
export function portTable(entries: readonly PortEntry[]): Table {
  return {
    columns: [
      { title: "Port", align: "right" },
      { title: "Service" },
      { title: "Protocol" },
      { title: "Direction" },
      { title: "Protection" },
      { title: "Condition" },
    ],
    rows: entries.map((entry) => [
      String(entry.port),
      entry.documented.service,
      protocolsOf(entry),
      directionsOf(entry),
      protectionWord(entry.protection),
      entry.conditions.map((each) => conditionText(each, entry)).join("; "),
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

/** How a port is protected, in words. */
export function protectionWord(protection: Protection): string {
  return protectionWords[protection];
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

/** A condition in words, behind the protocols that it is about where the port has others too. */
export function conditionText({ text, protocols }: Condition, entry: PortEntry): string {
  return isPartial(protocols, entry) ? `${protocols.join(", ")} ${text}` : text;
}
