import { printDataset } from "../../compile-data/print-dataset.ts";
import type { Rule } from "../rule.ts";

export const generatedIsCurrent: Rule = {
  says: "src/dataset/generated.ts is what the files compile to",
  check: ({ dataset, generated }) =>
    printDataset(dataset) === generated
      ? []
      : ["src/dataset/generated.ts: not current: npm run data:compile"],
};
