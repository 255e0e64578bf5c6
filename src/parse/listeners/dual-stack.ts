import type { Protocol } from "../../net/types.ts";
import type { NoteList } from "../notes.ts";
import type { ParseOptions } from "../types.ts";
import type { Reach } from "./reach.ts";
import type { Socket } from "./ruleset.ts";

/** Ports by protocol. */
type Ports = Readonly<Record<Protocol, Set<number>>>;

/** The ports that the note names. */
const named = 10;

/**
 * Decides for sockets on all IPv6 addresses whether they take IPv4 too, where the input does not say it.
 * Linux lets them unless a program asks for IPv6 only; with another socket for IPv4 on the same port, which
 * could not be opened otherwise, it is in doubt.
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

  /** Tells whether a socket is assumed to take IPv4 too. */
  isAssumed({ protocol, port }: Socket): boolean {
    const isAlone = !this.#ofIpv4[protocol].has(port);
    if (isAlone) {
      this.#assumed.add(port);
    }
    return isAlone;
  }

  /** Tells whether another socket opens the port to IPv4. */
  isOpenAnyway({ protocol, port }: Socket): boolean {
    return this.#openToIpv4[protocol].has(port);
  }

  /** Notes what was assumed. */
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
