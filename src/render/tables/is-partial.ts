import type { PortEntry } from "../../dataset/types.ts";
import type { Protocol } from "../../net/types.ts";

/** Whether protocols are some of an entry's only. */
export function isPartial(protocols: readonly Protocol[], { documented }: PortEntry): boolean {
  return protocols.length < Number(documented.tcp) + Number(documented.udp);
}
