import type { PortNumber, ReleaseNumber } from "../dataset/literals.generated.ts";
import type { Direction, Protocol } from "../net/types.ts";
import { listPorts } from "./list-ports.ts";

/** Returns the ports that a release documents for a direction and a protocol, in ascending order. */
export function documentedIn(
  release: ReleaseNumber,
  { direction, protocol }: { readonly direction: Direction; readonly protocol: Protocol },
): readonly PortNumber[] {
  return listPorts(release)
    .filter(({ documented }) => documented[direction] && documented[protocol])
    .map(({ port }) => port);
}
