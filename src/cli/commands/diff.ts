import type { ReleaseDiff } from "../../query/diff-releases.ts";
import { diffTable, reasonTable } from "../../render/tables/diff-table.ts";
import type { Report } from "../report.ts";

/** Answers `diff`: what changes from one release to another. */
export function diff(difference: ReleaseDiff): Report {
  const table = diffTable(difference);
  const counts = (["added", "removed", "changed"] as const)
    .map((part) => `${difference[part].length} ${part}`)
    .join(", ");
  return {
    title: `cPanel & WHM ${difference.from} to ${difference.to}: ports ${counts}`,
    sections: [{ table }, { heading: "Why", table: reasonTable(difference) }],
    records: table,
    data: difference,
  };
}
