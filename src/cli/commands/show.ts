import type { ReleaseNumber } from "../../dataset/literals.generated.ts";
import { portHistory } from "../../query/port-history.ts";
import { entryTable } from "../../render/tables/entry-table.ts";
import { portRecords } from "../../render/tables/port-records.ts";
import type { Report } from "../report.ts";
import { WrongQuestion } from "../wrong-question.ts";

/**
 * Answers `show`: everything about a port, in every release or in one.
 *
 * @throws {@link WrongQuestion} for a port that no release documents, or not the one asked for
 */
export function show(port: string, release: ReleaseNumber | undefined): Report {
  const number = (/^\d+$/.test(port) ? Number(port) : port) as number;
  const history = portHistory(number);
  const spans = history.filter(
    ({ from, through }) => release === undefined || (from <= release && release <= through),
  );
  if (spans.length === 0) {
    const lived = history.map(({ from, through }) => spanText(from, through)).join(", ");
    throw new WrongQuestion(
      lived === ""
        ? `no release documents port ${port}`
        : `release ${release} does not document port ${port}; it is in ${lived}`,
    );
  }
  const records = portRecords(spans.map((each) => each.entry));
  return {
    title: `Port ${port}`,
    sections: spans.map(({ from, through, entry }) => ({
      heading: spanText(from, through),
      table: entryTable(entry),
    })),
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

function spanText(from: number, through: number): string {
  return from === through ? `release ${from}` : `releases ${from} to ${through}`;
}
