import type { Family, Origin } from "../../net/types.ts";
import { readUfwPorts } from "./ports.ts";
import { readUfwAddress } from "./read-address.ts";
import { type UfwEnd, type UfwRow, ufwProtocols } from "./ruleset.ts";

const actions = ["allow", "deny", "reject", "limit"] as const;

/**
 * Parses the text after `### tuple ###`: `allow_log tcp 22 0.0.0.0/0 any 198.51.100.7 in_eth0`. If the rule
 * names applications, their two names precede the last word; the tuple still contains their ports.
 */
export function readUfwTuple(text: string, family: Family, origin: Origin): UfwRow {
  const words = text.replace(/ comment=\S*$/, "").split(/\s+/);
  const [, protocol = "", toPorts = "", to = "", fromPorts = "", from = ""] = words;
  const [, route, verb] = /^(route:)?([a-z]+)(?:_log(?:-all)?)?(?: |$)/.exec(text) ?? [];
  // Old versions of ufw omit the direction.
  const last = words.length % 2 === 0 ? "in" : (words.at(-1) as string);
  const [, way, device] = /^(in|out)(?:_(\S+))?$/.exec(last) ?? [];
  const action = actions.find((each) => each === verb);
  const known = ufwProtocols.find((each) => each === protocol);
  const [destination, source] = [readEnd(to, toPorts), readEnd(from, fromPorts)];
  const isForward = route !== undefined;
  if (
    words.length < 6 ||
    words.length > 9 ||
    way === undefined ||
    action === undefined ||
    (known === undefined && protocol !== "any") ||
    destination === undefined ||
    source === undefined
  ) {
    return { origin, rule: undefined, isForward };
  }
  return {
    origin,
    isForward,
    rule: {
      direction: way === "in" ? "inbound" : "outbound",
      action,
      families: [family],
      protocol: known,
      to: way === "in" ? { ...destination, device } : destination,
      from: way === "in" ? source : { ...source, device },
    },
  };
}

/** Parses an address and its ports. */
function readEnd(network: string, list: string): UfwEnd | undefined {
  const isAny = network === "0.0.0.0/0" || network === "::/0";
  const address = isAny ? undefined : readUfwAddress(network);
  const ports = list === "any" ? undefined : readUfwPorts(list);
  return (address === undefined && !isAny) || (ports === undefined && list !== "any")
    ? undefined
    : { address, ports };
}
