import { addElements, type TableDraft } from "../tables.ts";
import { closingBrace } from "./closing-brace.ts";
import type { Token } from "./lexer.ts";
import { hasLimit, readEntries, readItems } from "./values.ts";

/** Reads a named set or map; its elements are in nested braces. */
export function readSet(
  kind: "map" | "set",
  name: string,
  tokens: readonly Token[],
  table: TableDraft,
): void {
  const start = tokens.findIndex((each) => each.text === "elements" && each.kind === "word");
  const end = closingBrace(tokens, start + 3);
  const elements = start < 0 ? [] : tokens.slice(start + 3, end);
  if (kind === "map") {
    addElements(table.maps, name, readEntries(elements));
  } else {
    const others = start < 0 ? tokens : [...tokens.slice(0, start), ...tokens.slice(end + 1)];
    if (hasLimit(others)) {
      table.limited.add(name);
    }
    addElements(table.sets, name, hasLimit(others) ? undefined : readItems(elements));
  }
}
