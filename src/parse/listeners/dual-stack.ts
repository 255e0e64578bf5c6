import type { Protocol } from "../../net/types.ts";
import type { NoteList } from "../notes.ts";
import type { ParseOptions } from "../types.ts";
import type { Reach } from "./reach.ts";
import type { Socket } from "./ruleset.ts";

/** Ports by protocol. */
type Ports = Readonly<Record<Protocol, Set<number>>>;

/** The maximum number of ports that the note names. */
const named = 10;

/**
 * Decides whether sockets on all IPv6 addresses also accept IPv4, where the input does not show it. On Linux
 * they do unless a program asks for only IPv6. It is in doubt if there is also an IPv4 socket on the same port,
 * which a dual-stack socket would prevent.
 */
export class DualStack {
  readonly #ofIpv4: Ports = { tcp: new Set(), udp: new Set() };
  readonly #openToIpv4: Ports = { tcp: new Set(), udp: new Set() };
  readonly #assumed = new Set<number>();

  constructor(
    sockets: readonly { readonly socket: Socket; readonly reach: Reach }[],
    options: ParseOptions,
  ) {
    for (const { socket, reach } of sockets) {
      const { protocol, port, address, device } = socket;
      const isOpen = typeof reach !== "string" && reach.family === "ipv4";
      if (isOpen || (address?.kind === "one" && address.family === "ipv4")) {
        this.#ofIpv4[protocol].add(port);
      }
      if (isOpen && (device === undefined || device === options.interface)) {
        this.#openToIpv4[protocol].add(port);
      }
    }
  }

  /** Returns whether a socket is assumed to accept IPv4 as well. */
  isAssumed({ protocol, port }: Socket): boolean {
    const isAlone = !this.#ofIpv4[protocol].has(port);
    if (isAlone) {
      this.#assumed.add(port);
    }
    return isAlone;
  }

  /** Returns whether another socket opens the port to IPv4. */
  isOpenAnyway({ protocol, port }: Socket): boolean {
    return this.#openToIpv4[protocol].has(port);
  }

  /** Adds a note on the assumed ports. */
  addNotes(notes: NoteList): void {
    const ports = [...this.#assumed].sort((a, b) => a - b);
    if (ports.length > 0) {
      const more = ports.length > named ? ` and ${ports.length - named} more` : "";
      notes.add(
        "assumed",
        "family",
        { input: 0, line: null },
        `sockets on all IPv6 addresses are assumed to accept IPv4 as well, which the input does not show: ${ports.slice(0, named).join(", ")}${more}`,
      );
    }
  }
}
