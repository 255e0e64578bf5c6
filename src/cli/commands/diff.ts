import { diffReleases } from "../../query/diff-releases.ts";
import { diffTable, reasonTable } from "../../render/tables/diff-table.ts";
import type { CommandDescription } from "../command-description.ts";
import { addFormatOption, type GivenFormatOption } from "../options/format-option.ts";
import { addNewerOption, type GivenNewerOption, readRelease } from "../options/release-options.ts";
import { renderReport } from "../report.ts";

interface Options extends GivenFormatOption, GivenNewerOption {
  readonly exitCode?: true;
}

/** Shows what changes from one release to another. */
export const diff: CommandDescription<[string, string], Options, "different" | "same"> = {
  name: "diff",
  summary: "Show what changes from one release to another.",
  example: "diff 118 126",
  declare: (command) =>
    addNewerOption(addFormatOption(command))
      .argument("<from>", "a version in any form")
      .argument("<to>", "a version in any form")
      .option("--exit-code", "exit with 1 when there are differences, as git does"),
  exitStatus: ({ exitCode }) =>
    exitCode ? { same: 0, different: 1, noAnswer: 2 } : { same: 0, different: 0, noAnswer: 1 },
  answer: ([from, to], options, io) => {
    const difference = diffReleases(readRelease(from, options, io), readRelease(to, options, io));
    const table = diffTable(difference);
    const counts = (["added", "removed", "changed"] as const)
      .map((part) => `${difference[part].length} ${part}`)
      .join(", ");
    const report = {
      title: `cPanel & WHM ${difference.from} to ${difference.to}: ports ${counts}`,
      sections: [{ table }, { heading: "Why", table: reasonTable(difference) }],
      records: table,
      data: difference,
    };
    return {
      text: renderReport(report, options.format, io),
      outcome: table.rows.length > 0 ? "different" : "same",
    };
  },
};
