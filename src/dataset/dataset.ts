import { deepFreeze } from "../util/deep-freeze.ts";
import { data } from "./data.generated.ts";
import type { Dataset } from "./types.ts";

/** The dataset, deeply frozen. */
export const dataset: Dataset = deepFreeze(data);
