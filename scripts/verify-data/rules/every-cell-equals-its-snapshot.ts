import { PageError } from "../../import-page/page-error.ts";
import { readPage } from "../../import-page/read-page.ts";
import { differences } from "../../page-differences.ts";
import type { Rule } from "../rule.ts";

export const everyCellEqualsItsSnapshot: Rule = {
  says: "everything in pages/ equals the snapshots, cell by cell",
  needsSnapshots: true,
  check: ({ files, snapshots }) =>
    files.pages.flatMap((page) => {
      const bytes = snapshots?.get(page.page);
      if (!bytes) {
        return [`${page.page}.md: the snapshot is missing`];
      }
      try {
        return differences(page, readPage(`${page.page}.md`, bytes)).map(
          ({ path, before, after }) =>
            `pages/${page.page}.json: ${path.join(": ")}: is ${JSON.stringify(before)}, the snapshot has ${JSON.stringify(after)}`,
        );
      } catch (error) {
        if (error instanceof PageError) {
          return [error.message];
        }
        throw error;
      }
    }),
};
