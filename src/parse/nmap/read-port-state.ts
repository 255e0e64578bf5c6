import { portSet, readPortList } from "../../net/port-set.ts";
import type { PortRange, Protocol } from "../../net/types.ts";

/** Returns whether a protocol in nmap's output is TCP or UDP; others are SCTP and IP protocols. */
export function isTransport(protocol: string | undefined): protocol is Protocol {
  return protocol === "tcp" || protocol === "udp";
}

/** Parses `22,80-90`; an empty string means no ports, and `undefined` is returned for a malformed list. */
export function readRanges(text: string): readonly PortRange[] | undefined {
  if (text === "") {
    return [];
  }
  const ranges = readPortList(text.split(","), "-");
  return ranges && portSet(ranges);
}
