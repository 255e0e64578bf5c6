import type { BaseChain, NeighbourChains, View } from "./model.ts";

/**
 * Compiles the base chains that IPv6 neighbor discovery traverses, for a packet filter's `neighbours`.
 *
 * A parser whose format supports ICMPv6 passes the function that compiles its other views. In the views for
 * neighbor discovery, `neighbour` is the message and `direction` its direction of travel. The `MatchBuilder`
 * handles these packets: `protocols` (include `"icmpv6"` among the protocols a rule matches), `icmpv6Types`,
 * addresses and interfaces; ports never match. Conditions that the parser evaluates itself must handle these
 * packets too: they are untracked, their hop limit is 255, nat chains do not see them, and unsupported
 * conditions are in doubt. Doubts do not close anything here. Pass a separate `NoteList`, so that doubts about
 * ICMPv6 are not noted as if they concerned ports.
 *
 * @param compile - compiles the base chains of a view; IPv4 chains are not followed
 */
export function neighbourChains(compile: (view: View) => readonly BaseChain[]): NeighbourChains {
  const travelling = (direction: View["direction"]) => ({
    solicitation: compile({ direction, isReply: false, neighbour: "solicitation" }),
    advertisement: compile({ direction, isReply: false, neighbour: "advertisement" }),
  });
  return { inbound: travelling("inbound"), outbound: travelling("outbound") };
}
