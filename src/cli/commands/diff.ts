import { diffReleases } from "../../query/diff-releases.ts";
import { cannotTell } from "../../query/what-differs.ts";
import { diffRecords, diffTable, diffTitle, reasonTable } from "../../render/tables/diff-table.ts";
import type { CommandDescription } from "../command-description.ts";
import { filterValues } from "../completion/filter-values.ts";
import { versions } from "../completion/versions.ts";
import {
  addFilterOptions,
  type GivenFilterOptions,
  readFilter,
} from "../options/filter-options.ts";
import { addFormatOption, type GivenFormatOption } from "../options/format-option.ts";
import { refuseFiles } from "../options/refuse-files.ts";
import {
  addStrictOption,
  type GivenStrictOption,
  readVersions,
  versionText,
} from "../options/release-options.ts";
import { renderReport } from "../report.ts";

interface Options extends GivenFilterOptions, GivenFormatOption, GivenStrictOption {
  readonly exitCode?: true;
}

/** Shows the changes from one release to another. */
export const diff: CommandDescription<[string, string], Options, "different" | "same" | "unknown"> =
  {
    example: "diff 118 126 --service mail,dns",
    values: () => ({ ...filterValues(), from: versions(), to: versions() }),
    declare: (command) =>
      addFilterOptions(addStrictOption(addFormatOption(command)))
        .argument("<from>", versionText)
        .argument("<to>", versionText)
        .option("--exit-code", "exit with 1 if there are differences, like git diff"),
    exitStatus: ({ exitCode }) => ({ same: 0, different: exitCode ? 1 : 0, unknown: 2 }),
    answer: ([from, to], options, io) => {
      refuseFiles([from, to], "diff compares two versions", io);
      const [before, after] = readVersions(from, to, options, io);
      const difference = diffReleases(before, after, readFilter(options));
      const table = diffTable(difference);
      const report = {
        title: diffTitle(difference),
        sections: [{ table }, { heading: "Why", table: reasonTable(difference) }],
        records: () => diffRecords(difference),
        data: difference,
      };
      return {
        text: renderReport(report, options.format, io),
        outcome: table.rows.length > 0 ? "different" : cannotTell(difference) ? "unknown" : "same",
      };
    },
  };
