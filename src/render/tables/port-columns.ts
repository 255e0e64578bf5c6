import { nameOf } from "../../dataset/name-of.ts";
import type { AnyEntry } from "../../dataset/own-entry.ts";
import { rowOf } from "../../dataset/row-of.ts";
import { isPartial } from "./is-partial.ts";
import { conditionsOf, directionsOf, protectionWord, protocolsOf, wordFor } from "./port-words.ts";

/** The name of a column in a table of ports. */
export type PortColumn =
  | "port"
  | "service"
  | "protocol"
  | "direction"
  | "protection"
  | "conditions"
  | "tcp"
  | "udp"
  | "inbound"
  | "outbound"
  | "localhost"
  | "note"
  | "services"
  | "categories"
  | "scope"
  | "twin"
  | "sourcePorts"
  | "ianaNames"
  | "documented";

/** How a column shows a port. */
interface PortColumnParts {
  readonly title: string;
  readonly align?: "right";
  /** The cell for readers. */
  readonly text: (entry: AnyEntry) => string;
  /** The cell for programs, if it differs. */
  readonly record?: (entry: AnyEntry) => string;
}

/** The columns of tables of ports, by name. */
export const portColumns: Readonly<Record<PortColumn, PortColumnParts>> = (() => {
  const tick = (title: string, isTicked: (entry: AnyEntry) => boolean | undefined) => ({
    title,
    text: (entry: AnyEntry) => wordFor(isTicked(entry) ?? ""),
    record: (entry: AnyEntry) => String(isTicked(entry) ?? ""),
  });
  const words = (title: string, wordsOf: (entry: AnyEntry) => readonly unknown[] | string) => ({
    title,
    text: (entry: AnyEntry) => joined(wordsOf(entry), ", "),
    record: (entry: AnyEntry) => joined(wordsOf(entry), " "),
  });
  return {
    port: { title: "Port", align: "right", text: ({ port }) => String(port) },
    service: {
      title: "Service",
      text: nameOf,
      record: (entry) => rowOf(entry).service,
    },
    protocol: { title: "Protocol", text: protocolsOf },
    direction: { title: "Direction", text: directionsOf },
    protection: {
      title: "Protection",
      text: (entry) => protectionWord(entry.protection),
      record: (entry) => entry.protection,
    },
    conditions: {
      title: "Condition",
      text: conditionsOf,
      record: (entry) =>
        entry.conditions
          .map(({ id, protocols }) =>
            isPartial(protocols, entry) ? `${id}/${protocols.join("+")}` : id,
          )
          .join(" "),
    },
    tcp: tick("TCP", (entry) => rowOf(entry).tcp),
    udp: tick("UDP", (entry) => rowOf(entry).udp),
    inbound: tick("Inbound", (entry) => rowOf(entry).inbound),
    outbound: tick("Outbound", (entry) => rowOf(entry).outbound),
    localhost: tick("Localhost", (entry) => entry.documented?.localhost),
    note: tick("Note", (entry) => entry.documented?.note),
    services: words("Services", (entry) => entry.services),
    categories: words("Categories", (entry) => entry.categories),
    scope: { title: "Scope", text: (entry) => entry.scope },
    twin: { title: "Twin", align: "right", text: (entry) => String(entry.twin ?? "") },
    sourcePorts: words("Source ports", (entry) => entry.sourcePorts),
    ianaNames: words("IANA names", (entry) => entry.ianaNames),
    documented: tick("Documented", (entry) => entry.documented !== null),
  };
})();

function joined(words: readonly unknown[] | string, separator: string): string {
  return typeof words === "string" ? words : words.join(separator);
}
