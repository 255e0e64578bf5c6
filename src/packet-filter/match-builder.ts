import type { Direction, Protocol } from "../dataset/types.ts";
import {
  type AddressSet,
  allAddresses,
  foreignAddresses,
  intersect,
  subtract,
} from "../net/address-set.ts";
import type { Family } from "../net/network.ts";
import { commonPorts, otherPorts, portSet } from "../net/port-set.ts";
import type { TextNotes } from "../parse/notes.ts";
import type { PortRange } from "../policy/types.ts";
import { type Match, wayOf } from "./model.ts";

/** How to look at a firewall. */
export interface ParseOptions {
  /**
   * The network interface on which the connections in question come and go, such as `eth0`. Where it
   * is left out, what a rule does that holds for one interface alone is unknown; loopback apart.
   */
  readonly interface?: string | undefined;
}

/** The name of a network interface, or what the names of several begin with. */
export interface InterfacePattern {
  readonly text: string;
  readonly isPrefix: boolean;
}

/** Reads the name of an interface; with a sign at its end, it is what several begin with. */
export function readInterface(text: string, wildcard: "*" | "+"): InterfacePattern {
  return text.endsWith(wildcard)
    ? { text: text.slice(0, -1), isPrefix: true }
    : { text, isPrefix: false };
}

/** Whether a pattern stands for an interface. */
export function isInterface({ text, isPrefix }: InterfacePattern, name: string): boolean {
  return isPrefix ? name.startsWith(text) : name === text;
}

/** The ports from which clients connect: those that need no privilege (RFC 6056, section 3.2). */
const clientPorts: readonly PortRange[] = [{ from: 1024, through: 65535 }];

/**
 * Those to which answers are taken to go: what systems choose from by themselves, Linux from 32768 to
 * 60999, others from 49152 to 65535.
 */
const answeredPorts: Readonly<Record<Direction, readonly PortRange[]>> = {
  inbound: [{ from: 32768, through: 65535 }],
  outbound: [{ from: 32768, through: 60999 }],
};

/**
 * Puts the conditions of a rule together, seen from the first packet of a connection between the
 * server and another machine, or from the answers: not from loopback, from an unprivileged source port,
 * to an address of the server's own where inbound.
 */
export class MatchBuilder {
  readonly #areAnswers: boolean;
  readonly #way: Direction;
  readonly #clientPorts: readonly PortRange[];
  readonly #options: ParseOptions;
  #never = false;
  #family: Family | undefined;
  #protocols: readonly Protocol[] | undefined;
  #ports: readonly PortRange[] | undefined;
  #peers: AddressSet | undefined;
  readonly #doubts: string[] = [];

  constructor(direction: Direction, options: ParseOptions, areAnswers = false) {
    this.#areAnswers = areAnswers;
    this.#way = wayOf({ direction, areAnswers });
    this.#clientPorts = areAnswers ? answeredPorts[direction] : clientPorts;
    this.#options = options;
  }

  /** A condition of which it is known whether it holds; `undefined` where it is not, with what it is. */
  holds(answer: boolean | undefined, what: string): void {
    if (answer === false) {
      this.#never = true;
    } else if (answer === undefined) {
      this.#doubts.push(what);
    }
  }

  family(family: Family): void {
    this.holds(this.#family === undefined || this.#family === family, "");
    this.#family = family;
  }

  protocols(protocols: readonly Protocol[]): void {
    this.#protocols = (this.#protocols ?? protocols).filter((each) => protocols.includes(each));
    this.holds(this.#protocols.length > 0, "");
  }

  /** The ports to which a packet goes. */
  destinationPorts(ranges: readonly PortRange[], negated: boolean, what = ""): void {
    this.#packetPorts(this.#areAnswers, ranges, negated, what);
  }

  /** The ports from which a packet comes. */
  sourcePorts(ranges: readonly PortRange[], negated: boolean, what: string): void {
    this.#packetPorts(!this.#areAnswers, ranges, negated, what);
  }

  #packetPorts(
    areOfClient: boolean,
    ranges: readonly PortRange[],
    negated: boolean,
    what: string,
  ): void {
    const ports = negated ? otherPorts(portSet(ranges)) : portSet(ranges);
    if (!areOfClient) {
      this.#ports = this.#ports === undefined ? ports : commonPorts(this.#ports, ports);
      this.holds(this.#ports.length > 0, "");
      return;
    }
    const common = commonPorts(ports, this.#clientPorts);
    const others = commonPorts(otherPorts(ports), this.#clientPorts);
    this.holds(common.length === 0 ? false : others.length === 0 || undefined, what);
  }

  /** Addresses of one end of the connection. */
  addresses(
    end: "source" | "destination",
    family: Family,
    set: AddressSet,
    negated: boolean,
    what: string,
  ): void {
    this.family(family);
    const addresses = negated ? subtract(allAddresses[family], set) : set;
    if ((end === "source") === (this.#way === "inbound")) {
      this.#peers = this.#peers === undefined ? addresses : intersect(this.#peers, addresses);
      this.holds(this.#peers.length > 0, "");
    } else {
      this.holds(isOwnAddress(addresses, family), what);
    }
  }

  /** Network interfaces. */
  interfaces(
    end: "input" | "output",
    patterns: readonly InterfacePattern[],
    negated: boolean,
    what: string,
  ): void {
    const name = this.#options.interface;
    if ((end === "input") !== (this.#way === "inbound")) {
      // The packet has no such interface, so that no pattern fits.
      this.holds(negated, what);
    } else if (patterns.every(({ text, isPrefix }) => text === "lo" && !isPrefix)) {
      this.holds(negated, what);
    } else if (patterns.some(({ text, isPrefix }) => text === "" && isPrefix)) {
      this.holds(!negated, what);
    } else {
      this.holds(
        name === undefined
          ? undefined
          : patterns.some((pattern) => isInterface(pattern, name)) !== negated,
        what,
      );
    }
  }

  /** The conditions in one; `undefined` where no connection can fit them. */
  match(line: number | null, notes: TextNotes): Match | undefined {
    if (this.#never) {
      return undefined;
    }
    const why = this.#doubts.join(" and ");
    return {
      family: this.#family,
      protocols: this.#protocols,
      ports: this.#ports,
      peers: this.#peers,
      doubt:
        this.#doubts.length === 0
          ? undefined
          : this.#areAnswers
            ? notes.quietDoubt(line, `whether the rule holds for answers depends on ${why}`)
            : notes.doubt(line, `whether the rule holds depends on ${why}`),
    };
  }
}

/** Whether the server's own address is among some; `undefined` where that depends on which it is. */
function isOwnAddress(set: AddressSet, family: Family): boolean | undefined {
  const others = subtract(set, foreignAddresses[family]);
  if (others.length === 0) {
    return false;
  }
  return (
    subtract(subtract(allAddresses[family], foreignAddresses[family]), set).length === 0 ||
    undefined
  );
}
