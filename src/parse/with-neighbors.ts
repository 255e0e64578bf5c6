import type { Direction, Family } from "../net/types.ts";
import type { Budget } from "../packet-filter/budget.ts";
import type { Verdict } from "../packet-filter/evaluate.ts";
import {
  type DroppedMessage,
  followNeighbors,
  type NeighborVerdict,
} from "../packet-filter/follow-neighbors.ts";
import type { Doubt, NeighborChains, PacketFilter } from "../packet-filter/model.ts";
import { joinAll } from "../packet-filter/packet-set.ts";
import type { NoteList } from "./notes.ts";

const nothing: Verdict = {
  open: [],
  undetermined: [],
  dropped: [],
  qualified: [],
  hasNoReplies: false,
  hasNoLater: false,
};

/** Verdicts by the direction of connections. */
type ByDirection<T> = Readonly<Record<Direction, readonly T[]>>;

/**
 * Closes IPv6 if neighbor discovery is blocked, leaves it in doubt if some of its messages are dropped, and
 * adds a note in both cases. Ignores a direction in which no connection gets through anyway.
 */
export function withNeighbors<T extends { readonly family: Family; readonly verdict: Verdict }>(
  verdicts: ByDirection<T>,
  { neighbors }: PacketFilter,
  notes: NoteList,
  budget: Budget,
): ByDirection<T> {
  const isConcerned = ({ family, verdict }: T) =>
    family === "ipv6" &&
    [verdict.open, verdict.undetermined, verdict.qualified].some(({ length }) => length > 0);
  const concerned = directions.filter((each) => verdicts[each].some(isConcerned));
  if (neighbors === undefined || concerned.length === 0) {
    return verdicts;
  }
  const { reason, isBlocked, doubts } = neighborFault(neighbors, concerned, budget);
  if (reason !== undefined) {
    notes.add("warning", "neighbor-discovery", { input: 0, line: null }, reason);
    const doubt: Doubt = { kind: "state", reason, origin: null };
    const changed = (each: T): T =>
      isConcerned(each)
        ? { ...each, verdict: isBlocked ? nothing : inDoubt(each.verdict, doubt, budget) }
        : each;
    return { inbound: verdicts.inbound.map(changed), outbound: verdicts.outbound.map(changed) };
  }
  const isOpen = concerned
    .flatMap((each) => verdicts[each])
    .some(({ family, verdict }) => family === "ipv6" && verdict.open.length > 0);
  for (const { reason, origin } of isOpen ? doubts : []) {
    const text = `IPv6 neighbor discovery is assumed to pass; ${reason}`;
    notes.add("assumed", "neighbor-discovery", origin ?? { input: 0, line: null }, text);
  }
  return verdicts;
}

const directions = ["inbound", "outbound"] as const satisfies readonly Direction[];

/** The problem with neighbor discovery. */
interface NeighborFault extends Pick<NeighborVerdict, "doubts" | "isBlocked"> {
  /** The dropped messages and their effect; `undefined` if none are dropped. */
  readonly reason: string | undefined;
}

/** Returns the problem with neighbor discovery for the connections of one or both directions. */
export function neighborFault(
  neighbors: NeighborChains,
  concerned: readonly Direction[],
  budget: Budget,
): NeighborFault {
  const { dropped, isBlocked, doubts } = followNeighbors(neighbors, budget);
  const [only, other] = concerned;
  const blocked = only && other === undefined ? results[only] : neither;
  const result = isBlocked ? blocked : chance;
  const reason =
    dropped.length > 0 ? `no rule lets ${dropped.map(nameOf).join(" and ")}: ${result}` : undefined;
  return { reason, isBlocked, doubts };
}

/** Makes open packets undetermined. */
function inDoubt(verdict: Verdict, doubt: Doubt, budget: Budget): Verdict {
  const packets = joinAll(
    [verdict.open, ...verdict.undetermined.map((each) => each.packets)],
    budget,
  );
  return { ...verdict, open: [], undetermined: [{ packets, doubt }], qualified: [] };
}

const results: Readonly<Record<Direction, string>> = {
  inbound: "on Ethernet, no other machine can reach the server over IPv6",
  outbound: "on Ethernet, the server cannot reach any other machine over IPv6",
};

const neither = "on Ethernet, the server and other machines cannot reach each other over IPv6";

const chance = "on Ethernet, IPv6 connections succeed only by chance";

const names: Readonly<Record<DroppedMessage["message"], string>> = {
  solicitation: "neighbor solicitations (ICMPv6 type 135)",
  advertisement: "neighbor advertisements (ICMPv6 type 136)",
};

function nameOf({ message, travels, passesForSome }: DroppedMessage): string {
  const isIn = travels === "inbound";
  const whose = passesForSome ? ` ${isIn ? "from" : "to"} every address` : "";
  return `${isIn ? "in" : "out"} ${names[message]}${whose}`;
}
