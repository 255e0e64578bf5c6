import { dataset } from "../src/dataset/dataset.ts";
import type { Dataset } from "../src/dataset/types.ts";
import { internalPorts } from "../src/query/internal-ports.ts";
import { serverNeeds } from "../src/query/server-needs.ts";

/** The dataset with everything in it, as `dataset.json` has it. */
export const completeDataset: Dataset = { ...dataset, serverNeeds, internalPorts };
