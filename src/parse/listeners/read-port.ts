import { registeredPort } from "../../net/service-port.ts";
import type { Origin, Protocol } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import { isPort } from "../../util/is-port.ts";
import { wrongLine } from "./wrong-line.ts";

/**
 * Parses a port, or the name that the tools show for it without `-n` (lsof: `-P`).
 *
 * @throws {@link InvalidConfigurationError} if the name is not listed, so that its port is unknown
 */
export function readPort(text: string, protocol: Protocol, origin: Origin): number {
  const isNumber = /^\d+$/.test(text);
  const port = isNumber ? Number(text) : registeredPort(text, protocol);
  if (port === undefined || !isPort(port)) {
    const what = isNumber
      ? `has the port ${text}, which is not from 1 to 65535`
      : `has the unknown port name ${excerpt(text)}; show ports as numbers with -n (lsof: -P)`;
    throw wrongLine(origin, what, origin.text);
  }
  return port;
}
