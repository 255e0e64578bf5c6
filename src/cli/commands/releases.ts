import { laterReleases } from "../../query/later-releases.ts";
import { releases as documented } from "../../query/releases.ts";
import { resolveVersion } from "../../query/resolve-version.ts";
import type { TableFormat } from "../../render/formats/table-formats.ts";
import { renderSvg } from "../../render/svg/render-svg.ts";
import { releaseTable } from "../../render/tables/release-table.ts";
import type { CommandDescription } from "../command-description.ts";
import { addFormatOption, type GivenFormatOption, tableFormats } from "../options/format-option.ts";
import { renderReport } from "../report.ts";

/** Lists the releases of the dataset and later releases. */
export const releases: CommandDescription<
  [],
  GivenFormatOption<TableFormat | "svg">,
  "answered"
> = {
  example: "releases --format json",
  declare: (command) =>
    addFormatOption(command, "svg: a diagram of the ports of each release", [
      ...tableFormats,
      "svg",
    ]),
  exitStatus: () => ({ answered: 0 }),
  answer: (_, { format }, io) => {
    if (format === "svg") {
      return { text: renderSvg(documented), outcome: "answered" };
    }
    const listed = [...documented, ...laterReleases];
    const table = releaseTable(listed);
    const report = {
      title: `cPanel & WHM: ${documented.length} documented releases, ${laterReleases.length} later releases`,
      sections: [{ table }],
      records: () => table,
      data: listed.map((each) => ({ ...each, coverage: resolveVersion(each.release).coverage })),
    };
    return { text: renderReport(report, format, io), outcome: "answered" };
  },
};
