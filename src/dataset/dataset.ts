import { deepFreeze } from "../util/deep-freeze.ts";
import { generated } from "./generated.ts";
import type { Dataset } from "./types.ts";

/** The dataset, deeply frozen. */
export const dataset: Dataset = /* @__PURE__ */ deepFreeze(generated);
