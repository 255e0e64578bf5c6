import { releases as allReleases } from "../../query/releases.ts";
import { releaseTable } from "../../render/tables/release-table.ts";
import type { CommandDescription } from "../command-description.ts";
import { addFormatOption, type GivenFormatOption } from "../options/format-option.ts";
import { renderReport } from "../report.ts";

/** Lists the releases. */
export const releases: CommandDescription<[], GivenFormatOption, "answered"> = {
  name: "releases",
  summary: "List the releases.",
  example: "releases --format json",
  declare: (command) => addFormatOption(command),
  exitStatus: () => ({ answered: 0, noAnswer: 1 }),
  answer: (_, { format }, io) => {
    const table = releaseTable(allReleases);
    const report = {
      title: `cPanel & WHM: ${allReleases.length} releases`,
      sections: [{ table }],
      records: table,
      data: allReleases,
    };
    return { text: renderReport(report, format, io), outcome: "answered" };
  },
};
