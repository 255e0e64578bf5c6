import type { ElsewhereList } from "../../dataset/types.ts";
import type { Table } from "./table.ts";

/** Returns the lists that others publish, one row each. */
export function elsewhereTable(lists: readonly ElsewhereList[]): Table {
  return {
    columns: [
      { title: "Id" },
      { title: "Name" },
      { title: "Publisher" },
      { title: "Version" },
      { title: "Date" },
      { title: "Covers" },
      { title: "Source" },
      { title: "Remark" },
    ],
    rows: lists.map(({ id, name, publisher, version, date, ports, source, remark }) => [
      id,
      name,
      publisher,
      version ?? "none",
      date,
      [...new Set(ports.map((each) => `${each.direction} ${each.protocol}`))].join(", "),
      source,
      remark ?? "",
    ]),
  };
}
