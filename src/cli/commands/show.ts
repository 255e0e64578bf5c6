import type { PortSpan } from "../../dataset/types.ts";
import { checkVersion } from "../../query/check-version.ts";
import { getPortHistory } from "../../query/get-port-history.ts";
import type { ResolvedVersion } from "../../query/resolved-version.ts";
import { versionTitle } from "../../query/version-title.ts";
import { entryTable } from "../../render/tables/entry-table.ts";
import { portRecords } from "../../render/tables/port-records.ts";
import type { CommandDescription } from "../command-description.ts";
import { documentedPorts } from "../completion/documented-ports.ts";
import { versions } from "../completion/versions.ts";
import { addFormatOption, type GivenFormatOption } from "../options/format-option.ts";
import {
  addStrictOption,
  answerOf,
  type GivenStrictOption,
  readVersion,
  versionText,
} from "../options/release-options.ts";
import { type Report, renderReport } from "../report.ts";
import { WrongQuestion } from "../wrong-question.ts";

interface Options extends GivenFormatOption, GivenStrictOption {
  readonly release?: string;
}

/** Shows everything about a port, in every release or in one release. */
export const show: CommandDescription<[string], Options, "answered"> = {
  example: "show 2079",
  values: () => ({ port: { words: documentedPorts() }, "--release <release>": versions() }),
  declare: (command) =>
    addStrictOption(addFormatOption(command))
      .argument("<port>", "port number")
      .option("--release <release>", `${versionText} (default: all releases)`),
  exitStatus: () => ({ answered: 0 }),
  answer: ([port], options, io) => {
    const resolved =
      options.release === undefined ? undefined : readVersion(options.release, options, io);
    const history = getPortHistory((/^\d+$/.test(port) ? Number(port) : port) as number);
    const spans = history.filter(
      ({ from, through }) =>
        resolved === undefined || (from <= resolved.release && resolved.release <= through),
    );
    if (spans.length === 0) {
      const lived = history.map(spanText).join(", ");
      throw new WrongQuestion(
        resolved === undefined || lived === ""
          ? `no release documents port ${port}`
          : `${versionTitle(checkVersion(resolved))} does not document port ${port}; documented in ${lived}`,
      );
    }
    const report = reportOn(port, spans, resolved);
    return { text: renderReport(report, options.format, io), outcome: "answered" };
  },
};

function reportOn(
  port: string,
  spans: readonly PortSpan[],
  resolved: ResolvedVersion | undefined,
): Report {
  const records = portRecords(spans.map((each) => each.entry));
  return {
    title: `Port ${port}${resolved ? ` in ${versionTitle(checkVersion(resolved))}` : ""}`,
    sections: spans.map((span) => ({ heading: spanText(span), table: entryTable(span.entry) })),
    records: () => ({
      columns: [{ title: "from" }, { title: "through" }, ...records.columns],
      rows: records.rows.map((row, index) => [
        String(spans[index]?.from),
        String(spans[index]?.through),
        ...row,
      ]),
    }),
    data: { ...answerOf(resolved), spans },
  };
}

function spanText({ from, through }: PortSpan): string {
  return from === through ? `release ${from}` : `releases ${from} to ${through}`;
}
