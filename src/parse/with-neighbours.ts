import type { Direction, Family } from "../net/types.ts";
import type { Budget } from "../packet-filter/budget.ts";
import type { Verdict } from "../packet-filter/evaluate.ts";
import { followNeighbours, type TravellingMessage } from "../packet-filter/follow-neighbours.ts";
import type { PacketFilter } from "../packet-filter/model.ts";
import type { NoteList } from "./notes.ts";

const nothing: Verdict = { open: [], undetermined: [], qualified: [], hasNoReplies: false };

/**
 * Closes IPv6 in a direction in which neighbour discovery is blocked, with a note that says so. Nothing is
 * said of a direction in which no connection gets through anyway.
 */
export function withNeighbours<T extends { readonly family: Family; readonly verdict: Verdict }>(
  verdicts: readonly T[],
  { neighbours }: PacketFilter,
  direction: Direction,
  notes: NoteList,
  budget: Budget,
): readonly T[] {
  const isConcerned = ({ family, verdict }: T) =>
    family === "ipv6" &&
    [verdict.open, verdict.undetermined, verdict.qualified].some(({ length }) => length > 0);
  if (neighbours === undefined || !verdicts.some(isConcerned)) {
    return verdicts;
  }
  const { blocked, doubts } = followNeighbours(neighbours, direction, budget);
  if (blocked.length > 0) {
    const text = `neighbour discovery is blocked: no rule lets ${blocked.map(nameOf).join(" and ")}; over Ethernet, ${results[direction]} over IPv6`;
    notes.add("warning", "neighbour-discovery", { input: 0, line: null }, text);
    return verdicts.map((each) => (isConcerned(each) ? { ...each, verdict: nothing } : each));
  }
  for (const { reason, origin } of doubts) {
    const text = `neighbour discovery over IPv6 is assumed to pass; ${reason}`;
    notes.add("assumed", "neighbour-discovery", origin ?? { input: 0, line: null }, text);
  }
  return verdicts;
}

const results: Readonly<Record<Direction, string>> = {
  inbound: "no other machine reaches the server",
  outbound: "the server reaches no other machine",
};

const names: Readonly<Record<TravellingMessage["message"], string>> = {
  solicitation: "neighbour solicitations (ICMPv6 type 135)",
  advertisement: "neighbour advertisements (ICMPv6 type 136)",
};

function nameOf({ message, travels }: TravellingMessage): string {
  return `${travels === "inbound" ? "in" : "out"} ${names[message]}`;
}
