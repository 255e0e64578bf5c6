import { printDataset } from "../../compile-data/print-dataset.ts";
import type { Rule } from "../rule.ts";

export const generatedIsCurrent: Rule = {
  says: "src/dataset/*.generated.ts are up to date",
  check: ({ dataset, files, generated }) => {
    const printed: Readonly<Record<string, string>> = printDataset(dataset, files.elsewhere);
    const current: Readonly<Record<string, string>> = generated;
    return [...new Set([...Object.keys(printed), ...Object.keys(current)])]
      .filter((path) => printed[path] !== current[path])
      .map((path) => `${path}: out of date; run npm run data:compile`);
  },
};
