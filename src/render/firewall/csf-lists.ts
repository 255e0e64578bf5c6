import { csfListName } from "../../net/csf-list-name.ts";
import { rangeText } from "../../net/port-range.ts";
import { allFamilies } from "../../net/remote-addresses.ts";
import type { Direction, Permitted, PortRange } from "../../net/types.ts";
import { openToAll } from "./open-to-all.ts";

/** A port list of CSF. */
export interface CsfList {
  /** The name of its setting, such as `TCP_IN`. */
  readonly name: string;
  readonly direction: Direction;
  readonly ports: readonly PortRange[];
}

/** Returns the eight port lists of a policy; those for IPv6 have the ports of those for IPv4. */
export function csfLists(policy: Permitted): readonly CsfList[] {
  const lists = (["tcp", "udp"] as const).flatMap((protocol) =>
    (["inbound", "outbound"] as const).map((direction) => ({
      direction,
      protocol,
      ports: openToAll(policy, direction, protocol),
    })),
  );
  return allFamilies.flatMap((family) =>
    lists.map(({ direction, protocol, ports }) => ({
      name: csfListName(direction, protocol, family),
      direction,
      ports,
    })),
  );
}

/** Writes ports as CSF has them in a list: `22,49152:65534`. */
export function csfListText(ports: readonly PortRange[], separator = ","): string {
  return ports.map((range) => rangeText(range, ":")).join(separator);
}
