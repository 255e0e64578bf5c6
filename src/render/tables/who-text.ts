import type { WhoMay } from "../../net/types.ts";

/** The most sources that are named each; a longer list does not fit in a table. */
const namedSources = 20;

/** The same for exceptions. */
const namedExceptions = 4;

/** Who may use ports, in words: `anywhere but 203.0.113.9`; of long lists, the first three. */
export function whoText({ sources, except }: WhoMay): string {
  return [
    sources === "any" ? "anywhere" : listText(sources, namedSources),
    ...(except.length > 0 ? [`but ${listText(except, namedExceptions)}`] : []),
  ].join(" ");
}

function listText(list: readonly string[], named: number): string {
  return list.length > named
    ? `${list.slice(0, 3).join(", ")} and ${list.length - 3} more`
    : list.join(", ");
}
