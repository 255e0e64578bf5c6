import type { Condition, PortEntry } from "../../dataset/types.ts";
import { basisText } from "./basis-text.ts";

import { conditionText, protectionWord, protocolsOf, wordFor } from "./port-words.ts";

import type { Table } from "./table.ts";

/** Returns everything about a port: one row per fact, with its basis. */
export function entryTable(entry: PortEntry): Table {
  const { documented, basis } = entry;
  const facts: readonly (readonly [fact: string, value: string, basis: string])[] = [
    ["service", documented.service, "the page's table"],
    ["protocol", protocolsOf(entry), "the page's table"],
    ["inbound ticked", wordFor(documented.inbound), "the page's table"],
    ["outbound ticked", wordFor(documented.outbound), "the page's table"],
    ["localhost ticked", wordFor(documented.localhost), "the page's table"],
    ["note", wordFor(documented.note), "the page's table"],
    ["scope", entry.scope, basisText(basis.scope)],
    ["services", entry.services.join(", "), "curated"],
    ["categories", entry.categories.join(", "), "curated"],
    ["protection", protectionWord(entry.protection), basisText(basis.protection)],
    ["twin", entry.twin === null ? "none" : String(entry.twin), basisText(basis.twin)],
    [
      "source ports",
      entry.sourcePorts === "undocumented" ? entry.sourcePorts : entry.sourcePorts.join(", "),
      basisText(basis.sourcePorts),
    ],
    ["IANA names", entry.ianaNames.join(", ") || "none", basisText(basis.ianaNames)],
    ...entry.conditions.map(
      (each) => ["condition", conditionDetail(each, entry), basisText(each.basis)] as const,
    ),
    ...entry.annotations.map((each) => [each.kind, each.text, basisText(each.basis)] as const),
  ];
  return {
    columns: [{ title: "Fact" }, { title: "Value" }, { title: "Basis" }],
    rows: facts,
  };
}

/** Returns a condition in words, with the setting that decides it. */
function conditionDetail(condition: Condition, entry: PortEntry): string {
  const { requires } = condition;
  const text = conditionText(condition, entry);
  return requires.kind === "setting" ? `${text} (${requires.setting})` : text;
}
