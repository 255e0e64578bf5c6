import type { AnyEntry } from "../../dataset/own-entry.ts";
import { rowOf } from "../../dataset/row-of.ts";
import type { Protocol } from "../../net/types.ts";

/** Whether an entry has protocols besides the given ones. */
export function isPartial(protocols: readonly Protocol[], entry: AnyEntry): boolean {
  const { tcp, udp } = rowOf(entry);
  return protocols.length < Number(tcp) + Number(udp);
}
