import type { LaterRelease, LifecycleDate, Release, Unknown } from "../../dataset/types.ts";
import { releases } from "../../query/releases.ts";
import { resolveVersion } from "../../query/resolve-version.ts";
import { wordFor } from "./port-words.ts";
import type { Table } from "./table.ts";

/** Returns releases, one row each: coverage by the dataset, page, and lifecycle. */
export function releaseTable(listed: readonly (LaterRelease | Release)[]): Table {
  return {
    columns: [
      { title: "Release", align: "right" },
      { title: "Coverage" },
      { title: "Page", align: "right" },
      { title: "Last modified" },
      { title: "Long-term support" },
      { title: "First public build" },
      { title: "End of life" },
    ],
    rows: listed.map((each) => {
      const { release, coverage } = resolveVersion(each.release);
      const { source } = releases.find((other) => other.release === release) as Release;
      return [
        String(each.release),
        coverage,
        String(source.page),
        source.lastModified,
        wordFor(each.longTermSupport),
        dateText(each.firstPublicBuild),
        dateText(each.endOfLife),
      ];
    }),
  };
}

function dateText(date: LifecycleDate | Unknown): string {
  return date === "unknown" ? date : `${date.approximate ? "about " : ""}${date.date}`;
}
