import { pagesByRelease } from "../pages-by-release.ts";
import type { Rule } from "../rule.ts";

export const entriesChangeWithTheirRows: Rule = {
  says: "an entry differs from the previous release only if the page's row does",
  check: ({ files, dataset }) => {
    const pages = pagesByRelease(files);
    return dataset.ports.flatMap(({ from, entry: { port } }) => {
      const index = pages.findIndex(([release]) => release === from);
      const row = (at: number) =>
        JSON.stringify(pages[at]?.[1]?.ports.find((each) => each.port === port));
      return index > 0 && row(index) === row(index - 1)
        ? [`annotations.json: port ${port} changes at ${from}, where its row does not`]
        : [];
    });
  },
};
