import { writeFileSync } from "node:fs";
import { join } from "node:path";
import MiniSearch from "minisearch";
import { type Entry, indexOptions } from "../../../site/search/index-options.ts";
import type { ApiEntry } from "../api/list-entries.ts";
import type { Guide } from "../guides/read-guide.ts";
import { apiEntries } from "./api-entries.ts";
import { dataEntries } from "./data-entries.ts";
import { guideEntries } from "./guide-entries.ts";

/** Writes the search index, as a script that sets it. */
export function writeSearchIndex(
  output: string,
  guides: readonly Guide[],
  api: readonly ApiEntry[],
): void {
  const index = new MiniSearch<Entry>(indexOptions);
  const entries = [...dataEntries(), ...guideEntries(guides), ...apiEntries(api)];
  index.addAll(entries.map((entry, id) => ({ ...entry, id })));
  const text = JSON.stringify(JSON.stringify(index)).replaceAll("\u2028", "\\u2028");
  writeFileSync(join(output, "assets/search-index.js"), `globalThis.searchIndex=${text};\n`);
}
