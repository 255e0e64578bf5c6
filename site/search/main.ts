import MiniSearch from "minisearch";
import { loadScript } from "../explorer/load-script.ts";
import { searchDialog } from "./dialog.ts";
import { indexOptions } from "./index-options.ts";

globalThis.startSearch = async () => {
  const json = await loadScript("search-index.js", () => globalThis.searchIndex);
  return searchDialog(MiniSearch.loadJSON(json, indexOptions));
};

declare global {
  /** Loads the index and returns what opens the search, which `search.js` sets. */
  var startSearch: (() => Promise<() => void>) | undefined;
  /** The index, which `search-index.js` sets. */
  var searchIndex: string | undefined;
}
