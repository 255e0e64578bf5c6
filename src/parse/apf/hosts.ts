import { type AddressSet, countAddresses } from "../../net/address-set.ts";
import { readPorts } from "../../net/port-set.ts";
import { readAddresses } from "../../net/read-network.ts";
import type { Direction, PortRange, Protocol } from "../../net/types.ts";
import { excerpt } from "../../util/excerpt.ts";
import { linesOf } from "../input.ts";
import type { TextNotes } from "../notes.ts";

/** An entry of `allow_hosts.rules` or `deny_hosts.rules`, which APF puts into both directions. */
export interface ApfHost {
  readonly line: number;
  readonly text: string;
  /** All of them, and all ports, for an address by itself. */
  readonly ports?: ApfHostPorts | undefined;
  /** `undefined` for what is no address, such as the name of a machine. */
  readonly addresses: AddressSet | undefined;
}

/** What the long form of an entry says. */
export interface ApfHostPorts {
  /** TCP in the list of who is allowed, and both in the other one, where it is left out. */
  readonly protocol: Protocol | undefined;
  /** The direction that is meant, though it makes no difference to APF. */
  readonly direction: Direction | undefined;
  readonly portEnd: "source" | "destination";
  readonly ports: PortRange;
  readonly addressEnd: "source" | "destination";
}

/** A list of hosts. */
export interface ApfHosts {
  /** What its heading says it is. */
  readonly kind: "allow" | "deny" | undefined;
  /** Whether it is one of those that APF downloads or empties. */
  readonly isGlobal: boolean;
  readonly hosts: readonly ApfHost[];
  /** The first line of which nothing is understood. */
  readonly other: { readonly line: number; readonly text: string } | undefined;
  /** The lines that APF counts when it cuts the list. */
  readonly length: number;
}

/** So many names of machines are followed each for itself. */
const mostNames = 100;

/** Reads a list of hosts. */
export function readApfHosts(text: string, notes: TextNotes): ApfHosts {
  const hosts: ApfHost[] = [];
  let other: ApfHosts["other"];
  let names = 0;
  let heading: RegExpExecArray | null = null;
  let length = 0;
  for (const [index, raw] of linesOf(text).entries()) {
    const content = raw.trim();
    if (content.includes("#")) {
      heading ??=
        /^#+\s*(glob_)?(allow|deny)_hosts\b/.exec(content) ??
        /^#.* written by (cpanel-ports)$/.exec(content);
      if (!content.startsWith("#")) {
        notes.add("ignored", index + 1, `APF leaves out lines with a comment: ${excerpt(content)}`);
      }
      continue;
    }
    length++;
    const words = content.split(/\s+/).filter((word) => word !== "");
    const isPlain = !/[:=]/.test(content);
    for (const word of words) {
      const line = index + 1;
      const host = isPlain
        ? { line, text: word, addresses: readHostAddresses(word) }
        : words.length === 1
          ? readLong(word, line)
          : undefined;
      if (host === "nothing") {
        notes.add("ignored", line, `APF makes no rule of ${excerpt(word)}`);
      } else if (host && (host.addresses || names++ < mostNames)) {
        hosts.push(host);
      } else {
        other ??= { line, text: word };
      }
    }
  }
  const kind = heading?.[2] ?? (heading?.[1] === "cpanel-ports" ? "allow" : undefined);
  return {
    kind: kind as ApfHosts["kind"],
    isGlobal: heading?.[1] === "glob_",
    hosts,
    other,
    length,
  };
}

/** Whether there is but one address, which APF compares with the server's own. */
export function isOneAddress(addresses: AddressSet): boolean {
  return countAddresses(addresses) === 1n;
}

/** Reads `tcp:in:d=22:s=198.51.100.0/24`, of which the protocol and the direction can be left out. */
function readLong(word: string, line: number): ApfHost | "nothing" | undefined {
  if (!word.includes("=") || !word.includes(":")) {
    // An IPv6 address, say.
    return "nothing";
  }
  const [, protocol, way, portEnd, portText = "", addressEnd, address = ""] =
    /^(?:(?:(tcp|udp):)?(in|out):)?([sd])=(\d+(?:_\d+)?):([sd])=([^:=]+)$/.exec(word) ?? [];
  const ports = readPorts(portText, "_");
  return ports === undefined
    ? undefined
    : {
        line,
        text: word,
        addresses: readHostAddresses(address),
        ports: {
          protocol: protocol as Protocol | undefined,
          direction: way === undefined ? undefined : way === "in" ? "inbound" : "outbound",
          portEnd: portEnd === "s" ? "source" : "destination",
          ports,
          addressEnd: addressEnd === "s" ? "source" : "destination",
        },
      };
}

function readHostAddresses(text: string): AddressSet | undefined {
  return readAddresses(text === "0/0" ? "0.0.0.0/0" : text, "ipv4");
}
