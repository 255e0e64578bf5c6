import { checkVersion } from "../../query/check-version.ts";
import { listServices } from "../../query/list-services.ts";
import { versionTitle } from "../../query/version-title.ts";
import { serviceTable } from "../../render/tables/service-table.ts";
import type { CommandDescription } from "../command-description.ts";
import { versions } from "../completion/versions.ts";
import { addFormatOption, type GivenFormatOption } from "../options/format-option.ts";
import {
  addStrictOption,
  answerOf,
  type GivenStrictOption,
  readVersion,
  versionText,
} from "../options/release-options.ts";
import { renderReport } from "../report.ts";

type Options = GivenFormatOption & GivenStrictOption;

/** Lists all services, or the services of a release. */
export const services: CommandDescription<[string | undefined], Options, "answered"> = {
  example: "services 126",
  values: () => ({ release: versions() }),
  declare: (command) =>
    addStrictOption(addFormatOption(command)).argument(
      "[release]",
      `${versionText} (default: all releases)`,
    ),
  exitStatus: () => ({ answered: 0 }),
  answer: ([version], options, io) => {
    const resolved = version === undefined ? undefined : readVersion(version, options, io);
    const listed = listServices(resolved);
    const table = serviceTable(listed);
    const report = {
      title: `${resolved ? versionTitle(checkVersion(resolved)) : "cPanel & WHM"}: ${listed.length} services`,
      sections: [{ table }],
      records: () => table,
      data: { ...answerOf(resolved), services: listed },
    };
    return { text: renderReport(report, options.format, io), outcome: "answered" };
  },
};
