import { checkVersion } from "../../query/check-version.ts";
import { listPorts } from "../../query/list-ports.ts";
import { releases } from "../../query/releases.ts";
import { versionTitle } from "../../query/version-title.ts";
import { portRecords } from "../../render/tables/port-records.ts";
import { portTable } from "../../render/tables/port-table.ts";
import type { CommandDescription } from "../command-description.ts";
import { filterValues } from "../completion/filter-values.ts";
import { versions } from "../completion/versions.ts";
import {
  addFilterOptions,
  type GivenFilterOptions,
  readFilter,
} from "../options/filter-options.ts";
import { addFormatOption, type GivenFormatOption } from "../options/format-option.ts";
import {
  addStrictOption,
  answerOf,
  type GivenStrictOption,
  newestRelease,
  readVersion,
  versionText,
} from "../options/release-options.ts";
import { renderReport } from "../report.ts";

type Options = GivenFilterOptions & GivenFormatOption & GivenStrictOption;

/** Lists the ports of a release that match a filter. */
export const list: CommandDescription<[string], Options, "answered"> = {
  example: 'list "$(cat /usr/local/cpanel/version)" --direction inbound --protocol tcp,udp',
  values: () => ({ ...filterValues(), release: versions() }),
  declare: (command) =>
    addFilterOptions(addStrictOption(addFormatOption(command))).argument(
      "[release]",
      versionText,
      newestRelease,
    ),
  exitStatus: () => ({ answered: 0 }),
  answer: ([version], options, io) => {
    const resolved = readVersion(version, options, io);
    const entries = listPorts(resolved, readFilter(options));
    const report = {
      title: `${versionTitle(checkVersion(resolved))}: ${entries.length} ${entries.length === 1 ? "port" : "ports"} (${sourceText(resolved.release)})`,
      sections: [{ table: portTable(entries) }],
      records: () => portRecords(entries),
      data: { ...answerOf(resolved), ports: entries },
    };
    return { text: renderReport(report, options.format, io), outcome: "answered" };
  },
};

function sourceText(release: number): string {
  return releases
    .filter((each) => each.release === release)
    .map(({ source }) => `page ${source.page}, last modified ${source.lastModified}`)
    .join("");
}
