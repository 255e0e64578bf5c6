import type { Policy, Protocol } from "../../src/index.ts";
import { unite } from "../../src/net/address-set.ts";
import { covers, rangeText } from "../../src/net/port-range.ts";
import {
  combine,
  isNobody,
  noRemotes,
  type RemoteAddresses,
  remotesOf,
  whoMayOf,
} from "../../src/net/remote-addresses.ts";
import type { Family } from "../../src/net/types.ts";

/**
 * Everything that a policy opens to machines of some families, as text that is the same for policies
 * that open the same: a line for each direction, protocol and run of ports, with who may connect.
 */
export function openTo(policy: Policy, families: readonly Family[] = ["ipv4", "ipv6"]): string {
  return (["inbound", "outbound"] as const)
    .flatMap((direction) =>
      (["tcp", "udp"] as const).flatMap((protocol) =>
        runsOf(policy, direction, protocol, families).map(
          ({ from, through, who }) =>
            `${direction} ${protocol} ${rangeText({ from, through })} ${who}`,
        ),
      ),
    )
    .join("\n");
}

function runsOf(
  policy: Policy,
  direction: "inbound" | "outbound",
  protocol: Protocol,
  families: readonly Family[],
) {
  const rules =
    policy.defaults[direction] === "accept"
      ? [{ ports: { from: 1, through: 65535 }, peers: everybody(families) }]
      : policy.rules
          .filter((rule) => rule.direction === direction && rule.protocol === protocol)
          .map((rule) => ({ ports: rule.ports, peers: remotesOf(rule, families) }));
  const starts = [...new Set(rules.flatMap(({ ports }) => [ports.from, ports.through + 1]))].sort(
    (a, b) => a - b,
  );
  const runs: { from: number; through: number; who: string }[] = [];
  for (const [index, from] of starts.entries()) {
    const through = (starts[index + 1] ?? from) - 1;
    const peers = rules
      .filter(({ ports }) => covers(ports, from))
      .reduce((all, rule) => combine(all, rule.peers, unite), noRemotes);
    if (isNobody(peers)) {
      continue;
    }
    const { sources, except } = whoMayOf(peers, families);
    const who = `from ${sources} except ${except}`;
    const before = runs.at(-1);
    if (before && before.through === from - 1 && before.who === who) {
      before.through = through;
    } else {
      runs.push({ from, through, who });
    }
  }
  return runs;
}

function everybody(families: readonly Family[] = ["ipv4", "ipv6"]): RemoteAddresses {
  return remotesOf({ sources: "any", except: [] }, families);
}
