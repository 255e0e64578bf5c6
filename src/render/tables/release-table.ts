import type { LifecycleDate, Release, Unknown } from "../../dataset/types.ts";
import type { Table } from "./table.ts";

/** The releases, a line each: the page that documents it, and its lifecycle. */
export function releaseTable(releases: readonly Release[]): Table {
  return {
    columns: [
      { title: "Release", align: "right" },
      { title: "Page", align: "right" },
      { title: "Last modified" },
      { title: "Long-term support" },
      { title: "First public build" },
      { title: "End of life" },
    ],
    rows: releases.map((each) => [
      String(each.release),
      String(each.source.page),
      each.source.lastModified,
      each.longTermSupport === true ? "yes" : each.longTermSupport,
      dateText(each.firstPublicBuild),
      dateText(each.endOfLife),
    ]),
  };
}

function dateText(date: LifecycleDate | Unknown): string {
  return date === "unknown" ? date : `${date.approximate ? "about " : ""}${date.date}`;
}
