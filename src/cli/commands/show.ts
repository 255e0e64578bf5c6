import type { PortSpan } from "../../dataset/types.ts";
import { getPortHistory } from "../../query/get-port-history.ts";
import { entryTable } from "../../render/tables/entry-table.ts";
import { portRecords } from "../../render/tables/port-records.ts";
import type { CommandDescription } from "../command-description.ts";
import { addFormatOption, type GivenFormatOption } from "../options/format-option.ts";
import { addNewerOption, type GivenNewerOption, readRelease } from "../options/release-options.ts";
import { type Report, renderReport } from "../report.ts";
import { WrongQuestion } from "../wrong-question.ts";

interface Options extends GivenFormatOption, GivenNewerOption {
  readonly release?: string;
}

/** Shows everything about a port, in every release or in one. */
export const show: CommandDescription<[string], Options, "answered"> = {
  name: "show",
  summary: "Show everything about a port, and since when.",
  example: "show 2079",
  declare: (command) =>
    addNewerOption(addFormatOption(command))
      .argument("<port>", "a port number")
      .option("--release <release>", "in this release only"),
  exitStatus: () => ({ answered: 0, noAnswer: 1 }),
  answer: ([port], options, io) => {
    const release =
      options.release === undefined ? undefined : readRelease(options.release, options, io);
    const history = getPortHistory((/^\d+$/.test(port) ? Number(port) : port) as number);
    const spans = history.filter(
      ({ from, through }) => release === undefined || (from <= release && release <= through),
    );
    if (spans.length === 0) {
      const lived = history.map(spanText).join(", ");
      throw new WrongQuestion(
        lived === ""
          ? `no release documents port ${port}`
          : `release ${release} does not document port ${port}; it is in ${lived}`,
      );
    }
    return { text: renderReport(reportOn(port, spans), options.format, io), outcome: "answered" };
  },
};

function reportOn(port: string, spans: readonly PortSpan[]): Report {
  const records = portRecords(spans.map((each) => each.entry));
  return {
    title: `Port ${port}`,
    sections: spans.map((span) => ({ heading: spanText(span), table: entryTable(span.entry) })),
    records: {
      columns: [{ title: "from" }, { title: "through" }, ...records.columns],
      rows: records.rows.map((row, index) => [
        String(spans[index]?.from),
        String(spans[index]?.through),
        ...row,
      ]),
    },
    data: spans,
  };
}

function spanText({ from, through }: PortSpan): string {
  return from === through ? `release ${from}` : `releases ${from} to ${through}`;
}
