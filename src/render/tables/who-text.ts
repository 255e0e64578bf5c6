import type { WhoMay } from "../../net/types.ts";

/** The maximum number of allowed sources that are all listed; more do not fit in a table. */
const namedSources = 20;

/** The maximum number of exceptions that are all listed. */
const namedExceptions = 4;

/** Returns who may use ports in words: `anywhere except 203.0.113.9`; the first three entries of long lists. */
export function whoText({ sources, except }: WhoMay): string {
  return [
    sources === "any" ? "anywhere" : listText(sources, namedSources),
    ...(except.length > 0 ? [`except ${listText(except, namedExceptions)}`] : []),
  ].join(" ");
}

function listText(list: readonly string[], named: number): string {
  return list.length > named
    ? `${list.slice(0, 3).join(", ")} and ${list.length - 3} more`
    : list.join(", ");
}
