import {
  type Category,
  categories,
  listPorts,
  listServices,
  type PortEntry,
  type ReleaseNumber,
} from "cpanel-ports";
import { type Use, useOf } from "../../parts/entry-words.ts";

/** A service, and what it opens. */
export interface ServiceRow {
  readonly id: string;
  readonly name: string;
  readonly opens: readonly { readonly use: Use; readonly ports: readonly number[] }[];
  /** Whether other machines connect to it. */
  readonly isInbound: boolean;
  /** The text that a search matches, in lower case. */
  readonly words: string;
}

export interface ServiceGroup {
  readonly category: Category;
  readonly rows: readonly ServiceRow[];
}

const uses: readonly Use[] = ["inbound", "both", "outbound", "loopback"];

/** The services of a release by category. */
export function serviceGroups(release: ReleaseNumber): readonly ServiceGroup[] {
  const entries = listPorts(release);
  const services = listServices(release);
  return categories
    .map((category) => ({
      category,
      rows: services
        .filter((each) => each.category === category)
        .map(({ id, name, aliases }) => {
          const own = entries.filter((each) => each.services.includes(id));
          const opens = opensOf(own);
          return {
            id,
            name,
            opens,
            isInbound: opens.some(({ use }) => use === "inbound" || use === "both"),
            words: [id, name, category, ...aliases, ...own.map(({ port }) => port)]
              .join(" ")
              .toLowerCase(),
          };
        }),
    }))
    .filter(({ rows }) => rows.length > 0);
}

function opensOf(entries: readonly PortEntry[]): ServiceRow["opens"] {
  return uses
    .map((use) => ({
      use,
      ports: entries.filter((each) => useOf(each) === use).map(({ port }) => port),
    }))
    .filter(({ ports }) => ports.length > 0);
}
