import { compareElsewhere } from "../../query/compare-elsewhere.ts";
import { listElsewhere } from "../../query/list-elsewhere.ts";
import type { ResolvedVersion } from "../../query/resolved-version.ts";
import { comparisonTable, portDifferenceTable } from "../../render/tables/comparison-table.ts";
import { elsewhereTable } from "../../render/tables/elsewhere-table.ts";
import type { CommandDescription } from "../command-description.ts";
import { addFormatOption, type GivenFormatOption } from "../options/format-option.ts";
import {
  addStrictOption,
  type GivenStrictOption,
  newestRelease,
  readVersion,
} from "../options/release-options.ts";
import { type Report, renderReport } from "../report.ts";

type Options = GivenFormatOption & GivenStrictOption;

/** Compares a page with a list that somebody else publishes, or lists those lists. */
export const compare: CommandDescription<[string, string | undefined], Options, "answered"> = {
  example: "compare 126 csf",
  declare: (command) =>
    addStrictOption(addFormatOption(command))
      .argument("[release]", "a version in any form", newestRelease)
      .argument("[list]", `${idsOfLists()}; without it, all of them are described`),
  exitStatus: () => ({ answered: 0, noAnswer: 1 }),
  answer: ([version, id], options, io) => {
    const resolved = readVersion(version, options, io);
    const report = id === undefined ? reportOnLists() : reportOnComparison(resolved, id);
    return { text: renderReport(report, options.format, io), outcome: "answered" };
  },
};

function idsOfLists(): string {
  return listElsewhere()
    .map((each) => each.id)
    .join(", ");
}

function reportOnLists(): Report {
  const lists = listElsewhere();
  const table = elsewhereTable(lists);
  return {
    title: `${lists.length} lists of what others open for cPanel & WHM`,
    sections: [{ table }],
    records: () => table,
    data: lists,
  };
}

function reportOnComparison(release: ResolvedVersion, id: string): Report {
  const comparison = compareElsewhere(release, id);
  const records = portDifferenceTable(comparison);
  return {
    title: comparison.title,
    sections: [{ table: comparisonTable(comparison) }, { heading: "Port by port", table: records }],
    records: () => records,
    data: comparison,
  };
}
