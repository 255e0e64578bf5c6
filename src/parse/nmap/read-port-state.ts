import { portSet, readPortList } from "../../net/port-set.ts";
import type { PortRange, Protocol } from "../../net/types.ts";

/** Tells whether a protocol of nmap has ports that count; the others are SCTP and protocols of IP. */
export function isTransport(protocol: string | undefined): protocol is Protocol {
  return protocol === "tcp" || protocol === "udp";
}

/** Reads `22,80-90`, and nothing as no ports; `undefined` for what is no list of ports. */
export function readRanges(text: string): readonly PortRange[] | undefined {
  if (text === "") {
    return [];
  }
  const ranges = readPortList(text.split(","), "-");
  return ranges && portSet(ranges);
}
