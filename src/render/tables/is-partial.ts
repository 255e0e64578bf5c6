import type { AnyEntry } from "../../dataset/own-entry.ts";
import { rowOf } from "../../dataset/row-of.ts";
import type { Protocol } from "../../net/types.ts";

/** Whether protocols are some of an entry's only. */
export function isPartial(protocols: readonly Protocol[], entry: AnyEntry): boolean {
  const { tcp, udp } = rowOf(entry);
  return protocols.length < Number(tcp) + Number(udp);
}
