import {
  type AddressSet,
  allAddresses,
  intersect,
  linkLocalAddresses,
  subtract,
  unicastAddresses,
} from "../net/address-set.ts";
import { covers } from "../net/port-range.ts";
import { commonPorts, otherPorts, portCount, portSet } from "../net/port-set.ts";
import type { Direction, Family, PortRange, Protocol } from "../net/types.ts";
import { type InterfacePattern, isInterface } from "./interface-pattern.ts";
import { linkLocalInUse } from "./link-local-in-use.ts";
import {
  type DoubtKind,
  type Match,
  type NeighborMessage,
  type TypicalKind,
  travelDirection,
  type View,
} from "./model.ts";
import type { StateTest } from "./packet-state.ts";
import { solicitedNodes } from "./solicited-nodes.ts";

/**
 * Source ports of remote machines: all unprivileged ports (RFC 6056, section 3.2), because NAT may choose any
 * of them.
 */
const clientPorts: readonly PortRange[] = [{ from: 1024, through: 65535 }];

/** The ports from which the server connects: the ephemeral ports of Linux. */
const ownPorts: readonly PortRange[] = [{ from: 32768, through: 60999 }];

/**
 * The ports that reply packets are assumed to go to: the ephemeral ports of Linux, and those from 49152 of
 * other systems.
 */
const repliedPorts: Readonly<Record<Direction, readonly PortRange[]>> = {
  inbound: [{ from: 32768, through: 65535 }],
  outbound: ownPorts,
};

/** UDP ports whose clients use a fixed source port: DHCP and DHCPv6 (RFC 2131, section 4.1; RFC 8415, section 7.2). */
const fixedPorts: readonly { readonly client: number; readonly server: number }[] = [
  { client: 67, server: 68 },
  { client: 68, server: 67 },
  { client: 546, server: 547 },
  { client: 547, server: 546 },
];

/** The maximum number of client ports that counts as few: at most one connection in a hundred uses one of them. */
const fewPorts = 256;

/** A condition on which the match of a rule depends, and which the input does not show. */
export interface Dependency {
  readonly kind: DoubtKind;
  /** The condition in a few words. */
  readonly what: string;
  /** Whether it holds for the typical connection; `undefined` if that is also in doubt. */
  readonly typically: boolean | undefined;
}
/** The protocols of packets that are followed. */
export const packetProtocols = ["tcp", "udp", "icmpv6"] as const;

/** A protocol of the packets that are followed. */
export type PacketProtocol = (typeof packetProtocols)[number];

/** The ICMPv6 types of the neighbor discovery messages. */
const icmpv6Types: Readonly<Record<NeighborMessage, number>> = {
  solicitation: 135,
  advertisement: 136,
};

/** The condition of a rule: the fields of its match, and what else the match depends on. */
export interface Condition extends Omit<Match, "doubt"> {
  /** What the match also depends on; empty if nothing is in doubt. */
  readonly dependsOn: readonly Dependency[];
}

/**
 * Combines the conditions of a rule for the packet that opens a connection between the server and another
 * machine, or for reply packets. The packets are not on loopback, come from an unprivileged source port, and
 * inbound ones go to one of the server's own addresses. For a view of neighbor discovery, conditions apply to
 * its message.
 */
export class MatchBuilder {
  readonly #view: View;
  readonly #way: Direction;
  readonly #clientPorts: readonly PortRange[];
  readonly #interface: string | undefined;
  #never = false;
  #family: Family | undefined;
  #protocols: readonly Protocol[] | undefined;
  #ports: readonly PortRange[] | undefined;
  #remotes: AddressSet | undefined;
  readonly #dependsOn: Dependency[] = [];
  readonly #states: StateTest[] = [];

  /** @param device - the network interface that connections use, such as `eth0`, if known */
  constructor(view: View, device: string | undefined) {
    this.#view = view;
    this.#way = travelDirection(view);
    this.#clientPorts = view.isReply
      ? repliedPorts[view.direction]
      : view.direction === "inbound"
        ? clientPorts
        : ownPorts;
    this.#interface = device;
  }

  /**
   * Adds a condition that holds, does not hold, or is in doubt.
   *
   * @param answer - `undefined` if it is in doubt
   * @param what - the condition in a few words, for the reason
   * @param kind - what it depends on if it is in doubt
   */
  holds(answer: boolean | undefined, what: string, kind: DoubtKind = "not-understood"): void {
    if (answer === false) {
      this.#never = true;
    } else if (answer === undefined) {
      this.#dependsOn.push({ kind, what, typically: undefined });
    }
  }

  /**
   * Adds a condition that depends on who connects, how often, or with which content.
   *
   * @param typically - whether it holds for the typical connection
   * @param what - the condition in a few words, for the reason
   */
  depends(kind: TypicalKind, typically: boolean, what: string): void {
    this.#dependsOn.push({ kind, what, typically });
  }

  /** Adds a condition on the state of packets. */
  state(test: StateTest): void {
    this.#states.push(test);
  }

  family(family: Family): void {
    const isOther = this.#view.neighbor !== undefined && family === "ipv4";
    this.holds(!isOther && (this.#family === undefined || this.#family === family), "");
    this.#family = family;
  }

  /** Whether packets may still match. */
  get mayMatch(): boolean {
    return !this.#never;
  }

  /** Adds the protocols that a packet may have; ignores protocols that are not followed. */
  protocols(all: readonly PacketProtocol[]): void {
    if (this.#view.neighbor) {
      this.holds(all.includes("icmpv6"), "");
      return;
    }
    const protocols = all.filter((each) => each !== "icmpv6");
    this.#protocols = (this.#protocols ?? protocols).filter((each) => protocols.includes(each));
    this.holds(this.#protocols.length > 0, "");
  }

  /** Whether packets of a protocol may still match. */
  isOf(protocol: Protocol): boolean {
    return this.#protocols === undefined || this.#protocols.includes(protocol);
  }

  /** The only family whose packets may still match; `undefined` if both may. */
  get onlyFamily(): Family | undefined {
    return this.#family;
  }

  /** Adds ICMPv6 types, which no packet of a connection has. */
  icmpv6Types(
    types: readonly { readonly from: number; readonly through: number }[],
    negated: boolean,
  ): void {
    const { neighbor } = this.#view;
    const type = neighbor && icmpv6Types[neighbor];
    this.holds(
      type !== undefined &&
        types.some(({ from, through }) => from <= type && type <= through) !== negated,
      "",
    );
  }

  /** Whether packets of at most one protocol may still match. */
  get isOfOneProtocol(): boolean {
    return (
      this.#view.neighbor !== undefined ||
      (this.#protocols !== undefined && this.#protocols.length < 2)
    );
  }

  /** The only protocol whose connections may still match, if there is only one. */
  get onlyProtocol(): Protocol | undefined {
    return this.#protocols?.length === 1 ? this.#protocols[0] : undefined;
  }

  /** Adds ports of either end of a packet: its source or destination port is one of them. */
  eitherPorts(ranges: readonly PortRange[], negated: boolean, what: string): void {
    if (commonPorts(portSet(ranges), this.#clientPorts).length > 0) {
      this.holds(undefined, what);
    } else {
      // No client uses such a port.
      this.#packetPorts(false, ranges, negated, what);
    }
  }

  /** Adds destination ports. */
  destinationPorts(ranges: readonly PortRange[], negated: boolean, what = ""): void {
    this.#packetPorts(this.#view.isReply, ranges, negated, what);
  }

  /** Adds source ports. */
  sourcePorts(ranges: readonly PortRange[], negated: boolean, what: string): void {
    this.#packetPorts(!this.#view.isReply, ranges, negated, what);
  }

  #packetPorts(
    areOfClient: boolean,
    ranges: readonly PortRange[],
    negated: boolean,
    what: string,
  ): void {
    const ports = negated ? otherPorts(portSet(ranges)) : portSet(ranges);
    if (this.#view.neighbor) {
      this.holds(false, what);
      return;
    }
    if (!areOfClient) {
      this.#ports = this.#ports === undefined ? ports : commonPorts(this.#ports, ports);
      this.holds(this.#ports.length > 0, "");
      return;
    }
    const common = portCount(commonPorts(ports, this.#clientPorts));
    const fixed = fixedPorts.filter(({ client }) => ports.some((range) => covers(range, client)));
    if (common === 0 && fixed.length > 0) {
      this.protocols(["udp"]);
      this.#packetPorts(
        false,
        fixed.map(({ server }) => ({ from: server, through: server })),
        false,
        what,
      );
      return;
    }
    const others = portCount(this.#clientPorts) - common;
    const isOfServer = this.#view.direction === "outbound";
    if (others === 0 || ports.length === 0 || (common === 0 && isOfServer)) {
      this.holds(others === 0, what);
    } else if (common === 0) {
      this.depends("unusual-port", false, what);
    } else if (common <= fewPorts) {
      this.depends(isOfServer ? "who" : "source-port", false, what);
    } else if (others <= fewPorts) {
      this.depends("who", true, what);
    } else {
      this.holds(undefined, what);
    }
  }

  /** Adds source or destination addresses. */
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
      this.#limitRemotes(addresses);
      return;
    }
    const isLinkLocal =
      family === "ipv6" && !this.#view.neighbor ? hasLinkLocalOnly(addresses) : undefined;
    if (isLinkLocal === undefined) {
      this.holds(this.#isOwnAddress(addresses, family), what);
    } else {
      // The remote end of a connection with a link-local address also has a link-local address.
      this.#limitRemotes(
        isLinkLocal ? linkLocalAddresses : subtract(allAddresses.ipv6, linkLocalAddresses),
      );
    }
  }

  #limitRemotes(addresses: AddressSet): void {
    this.#remotes = this.#remotes === undefined ? addresses : intersect(this.#remotes, addresses);
    this.holds(this.#remotes.length > 0, "");
  }

  /** Returns whether the server's address is in a set; `undefined` if it depends on the address. */
  #isOwnAddress(set: AddressSet, family: Family): boolean | undefined {
    const own =
      this.#view.neighbor === "solicitation" && this.#way === "inbound"
        ? solicitedNodes
        : unicastAddresses[family];
    return intersect(own, set).length === 0 ? false : subtract(own, set).length === 0 || undefined;
  }

  /** Adds network interfaces. */
  interfaces(
    end: "input" | "output",
    patterns: readonly InterfacePattern[],
    negated: boolean,
    what: string,
  ): void {
    const name = this.#interface;
    if ((end === "input") !== (this.#way === "inbound")) {
      // The packet has no interface in this direction, so no pattern matches.
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

  /** Returns the combined condition; `undefined` if no packet can match. */
  condition(): Condition | undefined {
    return this.#never
      ? undefined
      : {
          family: this.#family,
          protocols: this.#protocols,
          ports: this.#ports,
          remotes: this.#remotes,
          when: all(this.#states),
          dependsOn: this.#dependsOn,
        };
  }
}

/**
 * Returns whether a set contains exactly the server's link-local addresses (`true`), or exactly all others
 * (`false`); `undefined` for any other set.
 */
function hasLinkLocalOnly(set: AddressSet): boolean | undefined {
  const own = intersect(set, unicastAddresses.ipv6);
  if (subtract(own, linkLocalAddresses).length === 0) {
    return subtract(linkLocalInUse, own).length === 0 || undefined;
  }
  const others = subtract(unicastAddresses.ipv6, linkLocalAddresses);
  const isWithoutThem = intersect(own, linkLocalInUse).length === 0;
  return isWithoutThem && subtract(others, own).length === 0 ? false : undefined;
}

/** Combines tests; `undefined` if there are none. */
function all(tests: readonly StateTest[]): StateTest | undefined {
  const [first, ...others] = tests;
  return others.length === 0
    ? first
    : (state, protocol) => tests.every((test) => test(state, protocol));
}
