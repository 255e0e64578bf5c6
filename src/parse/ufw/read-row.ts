import type { Origin } from "../../net/types.ts";
import { readUfwColumn } from "./read-column.ts";
import type { UfwRow, UfwRule } from "./ruleset.ts";

const actions: readonly string[] = ["ALLOW", "DENY", "REJECT", "LIMIT"];

/** Parses a row of the rule table. Application names may contain spaces, so the action separates the columns. */
export function readUfwRow(content: string, origin: Origin): UfwRow {
  const words = withoutComment(content)
    .replace(/^\[ *\d+\] /, "")
    .split(/\s+/)
    .filter((word) => word !== "");
  const at = words.findIndex((word) => actions.includes(word));
  const from = words.slice(at + 1);
  const way = ["IN", "OUT", "FWD"].includes(from[0] ?? "") ? from.shift() : "IN";
  const isAmbiguous = from.some((word) => actions.includes(word));
  while (/^(\((log|log-all|out)[,)]|out\))$/.test(from.at(-1) ?? "")) {
    from.pop();
  }
  const destination = at < 0 || isAmbiguous ? undefined : readUfwColumn(words.slice(0, at));
  const source = readUfwColumn(from);
  if (destination === undefined || source === undefined) {
    return { origin, rule: undefined, isForward: false };
  }
  return {
    origin,
    isForward: way === "FWD",
    rule: {
      direction: way === "OUT" ? "outbound" : "inbound",
      action: (words[at] as string).toLowerCase() as UfwRule["action"],
      families: destination.isV6 || source.isV6 ? ["ipv6"] : ["ipv4"],
      protocol: destination.protocol ?? source.protocol,
      to: destination.end,
      from: source.end,
    },
  };
}

/** Removes a comment; `#` occurs in neither names nor addresses. */
function withoutComment(content: string): string {
  const at = content.search(/\s#(\s|$)/);
  return at < 0 ? content : content.slice(0, at);
}
