import type { BaseChain, NeighbourChains, View } from "./model.ts";

/**
 * Compiles the base chains that neighbour discovery over IPv6 meets, for a packet filter's `neighbours`.
 *
 * A parser that sees ICMPv6 in its format passes what it compiles its other views with. In these views,
 * `neighbour` says which message the packets are, and `direction` where it travels. The `MatchBuilder`
 * answers what it is asked about them: `protocols` (pass `"icmpv6"` among the protocols a rule matches),
 * `icmpv6Types`, addresses and interfaces; ports never match. What a parser answers by itself it has to
 * answer for these packets too: their conntrack state is untracked, their hop limit is 255, chains of type
 * nat do not see them, and whatever it cannot tell is in doubt. Doubts do not close anything here; pass a
 * `NoteList` of its own, so that what concerns ICMPv6 only is not noted as if it concerned ports.
 *
 * @param compile - compiles the base chains of a view; those of IPv4 are not followed
 */
export function neighbourChains(compile: (view: View) => readonly BaseChain[]): NeighbourChains {
  const travelling = (direction: View["direction"]) => ({
    solicitation: compile({ direction, isReply: false, neighbour: "solicitation" }),
    advertisement: compile({ direction, isReply: false, neighbour: "advertisement" }),
  });
  return { inbound: travelling("inbound"), outbound: travelling("outbound") };
}
