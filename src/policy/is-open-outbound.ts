import { allAddresses, countAddresses } from "../net/address-set.ts";
import { openAccess } from "./access.ts";
import type { Policy } from "./types.ts";

/** Whether a firewall lets out connections on most ports to most machines, bans or not. */
export function isOpenOutbound(policy: Policy): boolean {
  return (["tcp", "udp"] as const).every((protocol) => {
    const open = openAccess(policy, "outbound", protocol, policy.families).filter(({ peers }) =>
      policy.families.every(
        (family) => countAddresses(peers[family]) * 2n > countAddresses(allAddresses[family]),
      ),
    );
    return open.reduce((count, { from, through }) => count + through - from + 1, 0) > 32768;
  });
}
