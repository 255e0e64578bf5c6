import type { AddressSet } from "../../net/address-set.ts";
import { readPorts } from "../../net/port-set.ts";
import { readAddresses } from "../../net/read-network.ts";
import type { Origin, Protocol } from "../../net/types.ts";
import type { ApfHost } from "./ruleset.ts";

/** An entry of a list: a host, an entry from which APF creates no rule, or an unsupported entry. */
type ApfEntry = ApfHost | { readonly kind: "none" | "unread"; readonly text: string };

/** Parses the entries of a line: addresses, or one entry with ports. */
export function readEntries(content: string, origin: Origin): readonly ApfEntry[] {
  const words = content.split(/\s+/);
  const areAddresses = !/[:=]/.test(content);
  return words.map((text): ApfEntry => {
    if (areAddresses) {
      return { kind: "host", text, addresses: readHostAddresses(text), origin };
    }
    return words.length === 1 ? readWithPorts(text, origin) : { kind: "unread", text };
  });
}

/** Parses `tcp:in:d=22:s=198.51.100.0/24`; the protocol and the direction are optional. */
function readWithPorts(text: string, origin: Origin): ApfEntry {
  if (!text.includes("=") || !text.includes(":")) {
    // For example, an IPv6 address.
    return { kind: "none", text };
  }
  const [, protocol, way, portEnd, portText = "", addressEnd, address = ""] =
    /^(?:(?:(tcp|udp):)?(in|out):)?([sd])=(\d+(?:_\d+)?):([sd])=([^:=]+)$/.exec(text) ?? [];
  const ports = readPorts(portText, "_");
  if (ports === undefined) {
    return { kind: "unread", text };
  }
  return {
    kind: "host",
    text,
    addresses: readHostAddresses(address),
    ports: {
      protocol: protocol as Protocol | undefined,
      direction: way === undefined ? undefined : way === "in" ? "inbound" : "outbound",
      portEnd: portEnd === "s" ? "source" : "destination",
      ports,
      addressEnd: addressEnd === "s" ? "source" : "destination",
    },
    origin,
  };
}

function readHostAddresses(text: string): AddressSet | undefined {
  return readAddresses(text === "0/0" ? "0.0.0.0/0" : text, "ipv4");
}
