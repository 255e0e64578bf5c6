import { csfListName } from "../../net/csf-list-name.ts";
import { rangeText } from "../../net/port-range.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type { Direction, Permitted, PortRange } from "../../net/types.ts";
import { openToAll } from "./open-to-all.ts";

/** A CSF port list. */
export interface CsfList {
  /** The name of its setting, such as `TCP_IN`. */
  readonly name: string;
  readonly direction: Direction;
  readonly ports: readonly PortRange[];
}

/** Returns the eight port lists of a policy. */
export function csfLists(policy: Permitted): readonly CsfList[] {
  return allFamilies.flatMap((family) =>
    (["tcp", "udp"] as const).flatMap((protocol) =>
      (["inbound", "outbound"] as const).map((direction) => ({
        name: csfListName(direction, protocol, family),
        direction,
        ports: openToAll(policy, direction, protocol, family),
      })),
    ),
  );
}

/** Writes ports as in a CSF list: `22,49152:65534`. */
export function csfListText(ports: readonly PortRange[], separator = ","): string {
  return ports.map((range) => rangeText(range, ":")).join(separator);
}
