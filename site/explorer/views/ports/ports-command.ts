import { commandLine } from "../../parts/command-line.ts";
import type { ReadQuery, Term } from "./port-query.ts";
import type { Shown } from "./shown-releases.ts";

/**
 * Writes the command that lists the same ports of the newest shown release, or the differences between the only two;
 * `null` for a filter that matches nothing and that no option can express.
 */
export function portsCommand(
  { from, to, onlyEnds }: Shown,
  query: ReadQuery,
  ports: readonly number[],
): string | null {
  const words = onlyEnds ? ["diff", String(from), String(to)] : ["list", String(to)];
  const options = optionsOf(query, ports);
  return options && commandLine([...words, ...options]);
}

function optionsOf(query: ReadQuery, ports: readonly number[]): readonly string[] | null {
  // An invalid filter keeps every port.
  const terms = "problem" in query ? [] : query.terms.filter((each) => each.value !== "");
  if (isOfOptions(terms)) {
    return terms.flatMap(({ field, value }) => [`--${field}`, value]);
  }
  return ports.length === 0 ? null : ["--port", ports.join(",")];
}

/** Whether each term is an option. A repeated option would match either of its values. */
function isOfOptions(terms: readonly Term[]): boolean {
  return (
    terms.every(({ field, isExcluded }) => field !== null && !isExcluded) &&
    new Set(terms.map(({ field }) => field)).size === terms.length
  );
}
