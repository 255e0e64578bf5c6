import { rangeText } from "../net/port-range.ts";
import type { Match } from "../packet-filter/model.ts";

/** A destination as tools write it: addresses, ports and ranges. */
const destination = /^[\da-f.:[\]-]+$/i;

/** The maximum number of ports and ranges to name. */
const namedPorts = 4;

/**
 * Returns where a rule sends connections: `DNAT sends TCP 3306 to 172.17.0.3:3306`.
 *
 * @param statement - the target or statement
 * @param match - the connections that the rule matches
 * @param to - the new destination as the rule states it, if it does
 */
export function translationText(
  statement: string,
  { protocols = ["tcp", "udp"], ports = [] }: Match,
  to: string | undefined,
): string {
  const transports = protocols.map((each) => each.toUpperCase()).join(" and ");
  const what =
    ports.length === 0 || ports.length > namedPorts
      ? "connections"
      : `${transports} ${ports.map((each) => rangeText(each)).join(", ")}`;
  return `${statement} sends ${what} ${to !== undefined && destination.test(to) ? `to ${to}` : "elsewhere"}`;
}
