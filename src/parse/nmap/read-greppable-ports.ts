import type { Origin } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import { isPort } from "../../util/is-port.ts";
import { isTransport } from "./read-port-state.ts";
import type { ScannedHost, StatedPorts } from "./ruleset.ts";
import { wrongLine } from "./wrong-line.ts";

/** A port: number, state, protocol, owner, service, RPC, version. It contains no other slashes. */
const entry = /(\d{1,5})\/([a-z|]+)\/([a-z]+)\/(?:[^/]*\/){4}(?:, |(?=\s|$))/y;

/**
 * Parses `22/open/tcp//ssh///, 25/filtered/tcp//smtp///  Ignored State: closed (98)`.
 *
 * @throws {@link InvalidConfigurationError} if the list ends within a port
 */
export function readGreppablePorts(
  text: string,
  origin: Origin,
): Pick<ScannedHost, "counted" | "ports"> {
  const ports: StatedPorts[] = [];
  entry.lastIndex = 0;
  let end = 0;
  for (let match = entry.exec(text); match; match = entry.exec(text)) {
    end = entry.lastIndex;
    const [, digits, state = "", protocol] = match;
    const port = Number(digits);
    if (isTransport(protocol) && isPort(port)) {
      ports.push({ protocol, ports: [{ from: port, through: port }], state, reason: "", origin });
    }
  }
  const rest = text.slice(end);
  if (rest !== "" && !/^\s/.test(rest)) {
    throw wrongLine(origin, `has a malformed port list: ${excerpt(rest)}`);
  }
  const ignored = [...rest.matchAll(/\sIgnored State: (\S+) \((\d+)\)/g)];
  return {
    ports,
    counted: ignored.map(([, state = "", count]) => ({
      state,
      count: Number(count),
      reason: "",
      origin,
    })),
  };
}
