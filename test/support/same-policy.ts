import type { Family, Policy } from "../../src/index.ts";
import { mergeRuns, openAccess } from "../../src/policy/access.ts";
import { allFamilies, samePeers, sourcesOf } from "../../src/policy/peers.ts";
import { rangeText } from "../../src/policy/port-range.ts";

/**
 * Everything that a policy opens, as text: a line for each run of ports with the same sources. Policies
 * that open the same have the same text, however their rules are cut.
 */
export function openTo(policy: Policy, families: readonly Family[] = allFamilies): string {
  return (["inbound", "outbound"] as const)
    .flatMap((direction) =>
      (["tcp", "udp"] as const).flatMap((protocol) =>
        mergeRuns(openAccess(policy, direction, protocol, families), (a, b) =>
          samePeers(a.peers, b.peers),
        ).map(({ from, through, peers }) => {
          const { sources, except } = sourcesOf(peers, families);
          const who = sources === "any" ? ["any"] : sources;
          return `${direction} ${protocol} ${rangeText({ from, through })} ${who} not ${except}`;
        }),
      ),
    )
    .join("\n");
}
