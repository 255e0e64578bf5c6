import type { Entry } from "../../../site/search/index-options.ts";
import type { ApiEntry } from "../api/list-entries.ts";

/** Creates an entry for each export of the package. */
export function apiEntries(api: readonly ApiEntry[]): readonly Omit<Entry, "id">[] {
  return api.map(({ name, kind, module, path, summary }) => ({
    kind: "API",
    title: name,
    detail: `${kind} of ${module}`,
    url: `api/${path}`,
    words: summary,
  }));
}
