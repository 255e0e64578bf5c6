import type { BaseChain, NeighborChains, View } from "./model.ts";

/**
 * Compiles the base chains that IPv6 neighbor discovery traverses, for a packet filter's `neighbors`.
 *
 * A parser whose format supports ICMPv6 passes the function that compiles its other views. In the views for
 * neighbor discovery, `neighbor` is the message and `direction` its direction of travel. The `MatchBuilder`
 * handles these packets: `protocols` (include `"icmpv6"` among the protocols a rule matches), `icmpv6Types`,
 * addresses and interfaces; ports never match. Conditions that the parser evaluates itself must handle these
 * packets too: they are untracked, their hop limit is 255, nat chains do not see them, and unsupported
 * conditions are in doubt. Doubts do not close anything here. Pass a separate `NoteList`, so that doubts about
 * ICMPv6 are not noted as if they concerned ports.
 *
 * @param compile - compiles the base chains of a view; IPv4 chains are not followed
 */
export function neighborChains(compile: (view: View) => readonly BaseChain[]): NeighborChains {
  const travelling = (direction: View["direction"]) => ({
    solicitation: compile({ direction, isReply: false, neighbor: "solicitation" }),
    advertisement: compile({ direction, isReply: false, neighbor: "advertisement" }),
  });
  return { inbound: travelling("inbound"), outbound: travelling("outbound") };
}
