import type { AddressRange } from "../../net/address-set.ts";
import { familyBits, parsePrefix } from "../../net/network.ts";
import { readPorts } from "../../net/port-set.ts";
import { registeredPort } from "../../net/service-port.ts";
import type { Family, Protocol } from "../../net/types.ts";
import { readTransport } from "../transport.ts";
import type { Dimension, Part } from "./ipset.ts";

/** The meaning of the parts of a set's members. */
export interface Shape {
  readonly dimensions: readonly Dimension[];
  readonly family: Family | undefined;
  /** The prefix length to which addresses are masked. */
  readonly netmask: number;
  /** Whether ports have a protocol, which is TCP if omitted. */
  readonly hasProtocols: boolean;
}

/** Parses a member, such as `192.0.2.1,tcp:80`; `undefined` if it does not have the shape. */
export function readMember(text: string, shape: Shape): readonly Part[] | undefined {
  const words = text.split(",");
  if (words.length !== shape.dimensions.length) {
    return undefined;
  }
  const parts = words.map((word, index) =>
    readPart(word, shape.dimensions[index] as Dimension, shape),
  );
  return parts.includes(undefined) ? undefined : (parts as Part[]);
}

function readPart(word: string, dimension: Dimension, shape: Shape): Part | undefined {
  switch (dimension) {
    case "address":
      return readAddress(word, shape);
    case "port":
      return readPort(word, shape);
    case "interface":
      return word.includes(":") ? { kind: "other", text: word } : { kind: "interface", name: word };
    default:
      return { kind: "other", text: word };
  }
}

function readAddress(word: string, { family, netmask }: Shape): Part | undefined {
  const ends = word.replace(/[[\]]/g, "").split("-").map(parsePrefix);
  const [first] = ends;
  const last = ends.at(-1);
  if (
    ends.length > 2 ||
    first === undefined ||
    last === undefined ||
    first.family !== family ||
    last.family !== family
  ) {
    return undefined;
  }
  const least = 1n << BigInt(familyBits[first.family] - netmask);
  const sizes = [first, last].map(({ size }) => (size > least ? size : least)) as [bigint, bigint];
  const range: AddressRange = {
    first: first.address - (first.address % sizes[0]),
    last: last.address - (last.address % sizes[1]) + sizes[1] - 1n,
  };
  return range.first <= range.last ? { kind: "address", range } : undefined;
}

function readPort(word: string, { hasProtocols }: Shape): Part | undefined {
  const colon = word.indexOf(":");
  const name = colon < 0 ? undefined : word.slice(0, colon);
  const ports = word.slice(colon + 1);
  const known = name === undefined ? undefined : readTransport(name);
  const protocol: Protocol | "other" | undefined =
    name === undefined
      ? hasProtocols
        ? "tcp"
        : undefined
      : known === "tcp" || known === "udp"
        ? known
        : "other";
  if (protocol === "other") {
    return { kind: "port", protocol, range: { from: 0, through: 0 } };
  }
  const numberOf = (port: string) => `${registeredPort(port, protocol ?? "tcp") ?? port}`;
  // A port name may contain a hyphen.
  const whole = numberOf(ports);
  const range = readPorts(whole === ports ? ports.split("-").map(numberOf).join("-") : whole, "-");
  return range && { kind: "port", protocol, range };
}
