import MiniSearch from "minisearch";
import { loadScript } from "../explorer/load-script.ts";
import { searchDialog } from "./dialog.ts";
import { indexOptions } from "./index-options.ts";

globalThis.startSearch = async () => {
  const json = await loadScript("search-index.js", () => globalThis.searchIndex);
  return searchDialog(MiniSearch.loadJSON(json, indexOptions));
};

declare global {
  /** Loads the index and returns the function that opens the search; set by `search.js`. */
  var startSearch: (() => Promise<() => void>) | undefined;
  /** The index, set by `search-index.js`. */
  var searchIndex: string | undefined;
}
