import type { Origin, Protocol } from "../../net/types.ts";
import { isPort } from "../../util/is-port.ts";
import type { Socket } from "./ruleset.ts";

/** Finds the port of a row that could not be parsed. */
export function readUnclearRow(
  content: string,
  protocol: Protocol,
  origin: Origin,
): Socket | undefined {
  const word = content.split(/\s+/).find((each) => /:\d{1,5}$/.test(each));
  const port = Number(word?.replace(/^.*:/, ""));
  return isPort(port)
    ? { origin, protocol, port, address: undefined, device: undefined, names: [] }
    : undefined;
}
