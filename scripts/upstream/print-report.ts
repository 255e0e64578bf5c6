import { visible } from "../../src/render/formats/escape/visible.ts";
import type { Difference } from "../page-differences.ts";
import type { PageReport, UpstreamReport } from "./report.ts";

const verdicts: Readonly<Record<UpstreamReport["verdict"], string>> = {
  unchanged: "nothing new",
  changed: "something changed",
  unknown: "found nothing new, but some pages could not be read",
};

/** Prints a report for readers, one line per page and difference. */
export function printReport({ base, verdict, pages, versions }: UpstreamReport): string {
  const lines = [
    `The documentation at ${base}: ${verdicts[verdict]}`,
    ...pages.flatMap(linesOf),
    ...versions.added.map((each) => `version ${each}: new in the list of versions`),
    ...versions.removed.map((each) => `version ${each}: no longer in the list of versions`),
  ];
  return lines.map((line) => `${visible(line)}\n`).join("");
}

function linesOf(page: PageReport): readonly string[] {
  const name = `page ${page.page}`;
  switch (page.outcome) {
    case "unchanged":
      return [`${name}: unchanged`];
    case "changed":
      return [`${name}: changed`, ...page.differences.map(lineOf)];
    case "new":
      return [
        `${name}: new, compared with page ${page.comparedWith}`,
        ...page.differences.map(lineOf),
      ];
    case "moved":
      return [`${name}: moved to ${page.to} (it was ${page.address})`];
    case "gone":
      return [`${name}: gone (${page.reason}): ${page.address}`];
    case "unknown":
      return [`${name}: unknown (${page.reason}): ${page.address}`];
  }
}

function lineOf({ path, before, after }: Difference): string {
  const where = path.join(": ");
  // For a note, only the digest is known.
  if (path.at(-1) === "noteSha256") {
    const what = before === null ? "was added" : after === null ? "was removed" : "changed";
    return `  ${where.replace("noteSha256", "note")} ${what}`;
  }
  return `  ${where}: ${text(before)}, now ${text(after)}`;
}

function text(value: unknown): string {
  return value === undefined ? "absent" : JSON.stringify(value);
}
