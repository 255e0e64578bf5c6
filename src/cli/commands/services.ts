import { listServices } from "../../query/list-services.ts";
import { serviceTable } from "../../render/tables/service-table.ts";
import type { CommandDescription } from "../command-description.ts";
import { addFormatOption, type GivenFormatOption } from "../options/format-option.ts";
import { addNewerOption, type GivenNewerOption, readRelease } from "../options/release-options.ts";
import { renderReport } from "../report.ts";

type Options = GivenFormatOption & GivenNewerOption;

/** Lists the services, all of them or those of a release. */
export const services: CommandDescription<[string | undefined], Options, "answered"> = {
  name: "services",
  summary: "List the services, all of them or those of a release.",
  example: "services 126",
  declare: (command) =>
    addNewerOption(addFormatOption(command)).argument("[release]", "a version in any form"),
  exitStatus: () => ({ answered: 0, noAnswer: 1 }),
  answer: ([version], options, io) => {
    const release = version === undefined ? undefined : readRelease(version, options, io);
    const listed = listServices(release);
    const table = serviceTable(listed);
    const report = {
      title: `cPanel & WHM${release === undefined ? "" : ` ${release}`}: ${listed.length} services`,
      sections: [{ table }],
      records: table,
      data: listed,
    };
    return { text: renderReport(report, options.format, io), outcome: "answered" };
  },
};
