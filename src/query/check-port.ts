import { InvalidPortError } from "../errors.ts";
import { isPort } from "../util/is-port.ts";
import { quote } from "../util/quote.ts";

/** Returns a port number; throws otherwise. */
export function checkPort(port: number): number {
  if (isPort(port)) {
    return port;
  }
  throw new InvalidPortError(
    `${quote(port)} is not a port; expected a whole number from 1 to 65535`,
    port,
  );
}
