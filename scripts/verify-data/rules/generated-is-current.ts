import { printDataset } from "../../compile-data/print-dataset.ts";
import type { Rule } from "../rule.ts";

export const generatedIsCurrent: Rule = {
  says: "src/dataset/*.generated.ts are what the files compile to",
  check: ({ dataset, files, generated }) =>
    Object.entries(printDataset(dataset, files.elsewhere)).flatMap(([path, text]) =>
      generated[path as keyof typeof generated] === text
        ? []
        : [`${path}: not current: npm run data:compile`],
    ),
};
