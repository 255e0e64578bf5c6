import type { Page } from "../../../src/schema/page.ts";
import { PageError } from "../../import-page/page-error.ts";
import { readPage } from "../../import-page/read-page.ts";
import type { Rule } from "../rule.ts";

export const everyCellEqualsItsSnapshot: Rule = {
  says: "everything in pages/ is what the snapshots say, cell for cell",
  needsSnapshots: true,
  check: ({ files, snapshots }) =>
    files.pages.flatMap((page) => {
      const bytes = snapshots?.get(page.page);
      if (!bytes) {
        return [`${page.page}.md: the snapshot is missing`];
      }
      try {
        return differences(page, readPage(`${page.page}.md`, bytes), `pages/${page.page}.json`);
      } catch (error) {
        if (error instanceof PageError) {
          return [error.message];
        }
        throw error;
      }
    }),
};

/** The places where a value differs from what the snapshot has; rows are matched by their port. */
function differences(ours: unknown, theirs: unknown, path: string): string[] {
  if (typeof ours !== "object" || typeof theirs !== "object" || ours === null || theirs === null) {
    return ours === theirs
      ? []
      : [`${path}: is ${JSON.stringify(ours)}, the snapshot has ${JSON.stringify(theirs)}`];
  }
  const left = fieldsOf(ours);
  const right = fieldsOf(theirs);
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((key) =>
    differences(left.get(key), right.get(key), `${path}: ${key}`),
  );
}

function fieldsOf(value: object): Map<string, unknown> {
  return new Map(
    Array.isArray(value)
      ? value.map((each: Partial<Page["ports"][number]>, index) => [
          typeof each === "object" && each.port !== undefined ? `port ${each.port}` : `${index}`,
          each,
        ])
      : Object.entries(value),
  );
}
