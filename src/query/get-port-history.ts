import { portSpans } from "../dataset/dataset.ts";
import type { PortNumber } from "../dataset/literals.generated.ts";
import type { PortSpan } from "../dataset/types.ts";
import { checkPort } from "./check-port.ts";

/**
 * Returns the spans of releases in which a port's entry is the same, oldest first. Releases that do not document the port
 * belong to no span.
 *
 * @param port - a port number, 1 to 65535
 * @returns the spans; empty for a port that no release documents
 * @throws {@link InvalidPortError} when the port is not a port number
 *
 * @example
 * ```ts
 * import { getPortHistory } from "cpanel-ports";
 *
 * getPortHistory(2091).map(({ from, through }) => [from, through]); // => [[102, 118]]
 * getPortHistory(2079).map(({ from, through }) => [from, through]); // => [[102, 112], [114, 126]]
 * getPortHistory(8443); // => []
 * ```
 */
export function getPortHistory<P extends PortNumber | (number & {})>(
  port: P,
): readonly PortSpan<P extends PortNumber ? P : PortNumber>[];
export function getPortHistory(port: number): readonly PortSpan[] {
  checkPort(port);
  return Object.freeze(portSpans().filter((span) => span.entry.port === port));
}
