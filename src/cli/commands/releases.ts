import { laterReleases } from "../../query/later-releases.ts";
import { releases as documented } from "../../query/releases.ts";
import { resolveVersion } from "../../query/resolve-version.ts";
import type { TableFormat } from "../../render/formats/table-formats.ts";
import { renderSvg } from "../../render/svg/render-svg.ts";
import { releaseTable } from "../../render/tables/release-table.ts";
import type { CommandDescription } from "../command-description.ts";
import { addFormatOption, type GivenFormatOption, tableFormats } from "../options/format-option.ts";
import { renderReport } from "../report.ts";

/** Lists the releases of the dataset, and those that came later. */
export const releases: CommandDescription<
  [],
  GivenFormatOption<TableFormat | "svg">,
  "answered"
> = {
  example: "releases --format json",
  declare: (command) =>
    addFormatOption(command, "how to print it; svg draws which ports the releases have", [
      ...tableFormats,
      "svg",
    ]),
  exitStatus: () => ({ answered: 0, noAnswer: 1 }),
  answer: (_, { format }, io) => {
    if (format === "svg") {
      return { text: renderSvg(documented), outcome: "answered" };
    }
    const listed = [...documented, ...laterReleases];
    const table = releaseTable(listed);
    const report = {
      title: `cPanel & WHM: ${documented.length} releases with a page, ${laterReleases.length} later ones`,
      sections: [{ table }],
      records: () => table,
      data: listed.map((each) => ({ ...each, coverage: resolveVersion(each.release).coverage })),
    };
    return { text: renderReport(report, format, io), outcome: "answered" };
  },
};
