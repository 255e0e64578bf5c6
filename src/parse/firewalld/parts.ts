import { type AddressSet, subtract } from "../../net/address-set.ts";
import { parsePrefix } from "../../net/network.ts";
import { readNetwork } from "../../net/read-network.ts";
import type { Direction, PortRange, Protocol } from "../../net/types.ts";
import { Budget } from "../../packet-filter/budget.ts";
import type { MatchBuilder } from "../../packet-filter/match-builder.ts";
import { excerpt } from "../../util/excerpt.ts";
import { readTransport, transports } from "../transport.ts";
import type { FirewalldService } from "./service.ts";
import { stockServices } from "./services.generated.ts";

/** Puts one of the ways in which a rule can hold on its conditions. */
export type Way = (builder: MatchBuilder, direction: Direction) => void;

/** Any connection. */
export const anyway: readonly Way[] = [() => {}];

/** The services that texts define, and those that come with firewalld. */
export class Services {
  /** The services of firewalld whose ports were taken from the table. */
  readonly stock = new Set<string>();
  readonly #given: ReadonlyMap<string, FirewalldService>;
  readonly #nameless: readonly string[];
  readonly #own = new Map<string, readonly string[]>();
  readonly #budget = new Budget(1_000_000);

  /**
   * @param given - those that texts define, by their names
   * @param nameless - those of which it is not known whether they are in the place of another
   */
  constructor(given: ReadonlyMap<string, FirewalldService>, nameless: readonly FirewalldService[]) {
    this.#given = given;
    this.#nameless = nameless.flatMap((service) => partsOf("without a name", service));
  }

  /**
   * What services and those that they include let in, in the form of the services that come with
   * firewalld; `?` before the name of one that is not known.
   */
  parts(names: readonly string[]): readonly string[] {
    const found = new Set(names);
    const parts: string[] = [];
    // The set grows as services are found that others include.
    for (const name of found) {
      const service = this.#given.get(name);
      const own =
        this.#own.get(name) ?? (service ? partsOf(name, service) : this.#stockParts(name));
      this.#own.set(name, own);
      this.#budget.spend(own.length + 1);
      for (const part of own) {
        parts.push(part);
      }
      for (const included of service?.includes ?? []) {
        found.add(included);
      }
    }
    return parts;
  }

  #stockParts(name: string): readonly string[] {
    if (!isStock(name)) {
      return [`?${name}`];
    }
    this.stock.add(name);
    const parts = (stockServices[name] as string).split(" ").filter((part) => part !== "");
    return this.#nameless.length === 0
      ? parts
      : [...parts, ...this.#nameless].map((part) => `~${part}`);
  }
}

/** What a service lets in by itself, in the form of the services that come with firewalld. */
export function partsOf(name: string, service: FirewalldService): readonly string[] {
  const to = service.destinations.length > 0 ? `>${service.destinations.join(",")}` : "";
  return [
    ...[
      ...service.ports,
      ...service.sourcePorts.map((port) => `<${port}`),
      ...service.protocols.map(protocolPart),
    ].map((part) => part + to),
    ...service.unknown.map((what) => `?${name}, because of ${what}`),
  ];
}

/** The name of a protocol, which is not taken for a port. */
export function protocolPart(value = ""): string {
  return /^[\w+.-]+$/.test(value) ? value : `?${value}`;
}

/** Whether a service comes with firewalld. */
export function isStock(name: string): boolean {
  return Object.hasOwn(stockServices, name);
}

/** The ways in which a rule for some parts holds: one for all plain ports of a protocol. */
export function waysOf(parts: readonly string[]): readonly Way[] {
  const plain: Record<Protocol, PortRange[]> = { tcp: [], udp: [] };
  const ways: Way[] = [];
  for (const part of new Set(parts)) {
    const [, port = "", protocol] = /^([\d-]+)\/(tcp|udp)$/.exec(part) ?? [];
    const range = readPortRange(port);
    if (range) {
      plain[protocol as Protocol].push(range);
    } else {
      ways.push(...waysOfPart(part));
    }
  }
  for (const protocol of transports.filter((each) => plain[each].length > 0)) {
    ways.push((builder) => {
      builder.protocols([protocol]);
      builder.destinationPorts(plain[protocol], false);
    });
  }
  return ways;
}

function waysOfPart(part: string): readonly Way[] {
  if (part.startsWith("?")) {
    return [
      (builder) =>
        builder.holds(
          undefined,
          `what the service ${excerpt(part.slice(1))} lets in, which firewall-cmd --info-service tells`,
        ),
    ];
  }
  if (part.startsWith("~")) {
    return waysOfPart(part.slice(1)).map((way) => (builder, direction) => {
      builder.holds(undefined, "which service a file without a name is");
      way(builder, direction);
    });
  }
  const [what = "", destinations] = part.split(">");
  const way: Way = what.startsWith("<")
    ? (builder) => applyPort(builder, what.slice(1), "source")
    : what.includes("/")
      ? (builder) => applyPort(builder, what, "destination")
      : (builder) => applyProtocol(builder, what);
  return destinations === undefined
    ? [way]
    : destinations.split(",").map((destination) => (builder, direction) => {
        way(builder, direction);
        applyAddress(builder, direction, "destination", destination, false);
      });
}

function applyPort(builder: MatchBuilder, text: string, end: "destination" | "source"): void {
  const [port = "", name = ""] = text.split("/");
  const range = readPortRange(port);
  builder.protocols(transports.filter((each) => each === name));
  if (range === undefined) {
    // The name of a service in /etc/services, or none.
    builder.holds(undefined, `the port ${excerpt(text)}`);
  } else if (end === "destination") {
    builder.destinationPorts([range], false);
  } else {
    builder.sourcePorts([range], false, `the source port ${excerpt(text)}`);
  }
}

function applyProtocol(builder: MatchBuilder, name: string): void {
  const protocol = readTransport(name);
  builder.protocols(transports.filter((each) => each === protocol));
}

/** Reads `22` or `49152-65534`, whose ends firewalld takes in any order. */
function readPortRange(text: string): PortRange | undefined {
  const [, first, second = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
  const ends = [Number(first), Number(second)];
  return ends.every((end) => end <= 65535)
    ? { from: Math.min(...ends), through: Math.max(...ends) }
    : undefined;
}

/** Puts an address of one end of the connection on the conditions. */
export function applyAddress(
  builder: MatchBuilder,
  direction: Direction,
  end: "destination" | "source",
  text: string,
  isInverted: boolean,
): void {
  const what = `the ${end} ${isInverted ? "NOT " : ""}${excerpt(text)}`;
  const read = readAddress(text);
  if (read === undefined) {
    builder.holds(undefined, what);
  } else if (
    end === "destination" &&
    direction === "inbound" &&
    !isInverted &&
    subtract(read.set, linkLocal).length === 0
  ) {
    // Who connects to the link-local address of the server has such an address.
    builder.addresses("source", read.family, linkLocal, false, what);
  } else {
    builder.addresses(end, read.family, read.set, isInverted, what);
  }
}

/** The addresses of fe80::/10. */
const linkLocal: AddressSet = [{ first: 0xfe8n << 116n, last: (0xfecn << 116n) - 1n }];

/** Reads an address or a network, whose mask may be written as an address. */
export function readAddress(text: string): ReturnType<typeof readNetwork> {
  const [address = "", mask] = text.replace(/[[\]]/g, "").split("/");
  const prefix = mask?.includes(".") ? prefixOfMask(mask) : mask;
  return readNetwork(prefix === undefined ? address : `${address}/${prefix}`);
}

/** The length of the prefix that a mask such as 255.255.255.0 or 0.0.0.255 stands for. */
function prefixOfMask(mask: string): string {
  const bits = parsePrefix(mask)?.address.toString(2).padStart(32, "0") ?? "none";
  if (/^1*0*$/.test(bits)) {
    return String(bits.replaceAll("0", "").length);
  }
  return /^0*1+$/.test(bits) ? String(bits.replaceAll("1", "").length) : "";
}
