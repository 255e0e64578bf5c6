import { deepFreeze } from "../util/deep-freeze.ts";
import { data } from "./data.generated.ts";
import type { DocumentedDataset } from "./types.ts";

/** What the pages document, with the curated facts about it, deeply frozen. */
export const dataset: DocumentedDataset = deepFreeze(data);
