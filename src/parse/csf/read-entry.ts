import { readPortList } from "../../net/port-set.ts";
import { readNetwork } from "../../net/read-network.ts";
import type { Origin } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import type { CsfEnd, CsfEntry } from "./ruleset.ts";

/**
 * Reads an entry of a list: the first word of a line.
 *
 * @returns the entry; a string with the reason if CSF creates no rule from it; `undefined` for ICMP
 */
export function readEntry(word: string, origin: Origin): CsfEntry | string | undefined {
  const text = word.toLowerCase();
  const network = readNetwork(text);
  if (network) {
    return { kind: "host", network, origin };
  }
  return /[:|]/.test(text)
    ? readParts(text.split(text.includes("|") ? "|" : ":"), origin)
    : `CSF does not accept ${excerpt(origin.text)} as an address`;
}

/**
 * Parses `tcp|in|d=22|s=198.51.100.0/24` as CSF does: every part is optional, and CSF searches for each part
 * between the end of the previous one and a fixed position.
 */
function readParts(parts: readonly string[], origin: Origin): CsfEntry | string | undefined {
  let from = 0;
  const find = (last: number, pattern: RegExp): number =>
    parts.findIndex((part, position) => from <= position && position <= last && pattern.test(part));
  const take = (last: number, pattern: RegExp): string => {
    const index = find(last, pattern);
    from = Math.max(from, index + 1);
    return parts[index] ?? "";
  };
  const protocol = take(0, /^(?:tcp|udp|icmp)$/);
  if (protocol === "icmp") {
    return undefined;
  }
  const way = take(1, /^(?:in|out)$/);
  const [portEnd, portText] = splitEnd(take(2, /[ds]=/));
  const [addressEnd, address] = splitEnd(parts[find(3, /[ds]=/)] ?? "");
  const ranges = readPortList(portText.split(","), "_");
  const network = readNetwork(address);
  const isForUser = find(4, /[ug]=/) >= 0;
  if (ranges && address === "" && !isForUser) {
    return `CSF creates no rule from ${excerpt(origin.text)}: it has no address`;
  }
  // A rule for a user applies to outbound traffic to any address and from any port.
  const hasPorts = ranges && !(isForUser && portEnd === "source");
  return {
    kind: "ports",
    direction: isForUser || way === "out" ? "outbound" : "inbound",
    protocol: protocol === "udp" ? "udp" : "tcp",
    ports: hasPorts ? { end: portEnd, ranges } : undefined,
    address: network && !isForUser ? { end: addressEnd, network } : undefined,
    origin,
  };
}

/** Splits `s=198.51.100.7` into the end of the packet and its value. */
function splitEnd(part: string): readonly [CsfEnd, string] {
  const [, destination] = /d=(.*)/.exec(part) ?? [];
  const [, source = ""] = /s=(.*)/.exec(part) ?? [];
  return destination === undefined ? ["source", source] : ["destination", destination];
}
