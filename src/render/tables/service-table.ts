import type { Service } from "../../dataset/types.ts";
import type { Table } from "./table.ts";

/** Returns services, one row each. */
export function serviceTable(services: readonly Service[]): Table {
  return {
    columns: [
      { title: "Id" },
      { title: "Name" },
      { title: "Category" },
      { title: "Daemons" },
      { title: "Roles" },
      { title: "Aliases" },
    ],
    rows: services.map((each) => [
      each.id,
      each.name,
      each.category,
      typeof each.daemons === "string"
        ? each.daemons
        : each.daemons
            .map(({ from, through, names }) => `${names.join(", ")} (${from}-${through})`)
            .join("; "),
      typeof each.roles === "string" ? each.roles : each.roles.join(", "),
      each.aliases.join(", "),
    ]),
  };
}
