import { InvalidOptionError, refusal } from "../../errors.ts";
import { addressSet, intersect, unicastAddresses } from "../../net/address-set.ts";
import { parseNetwork, parseRemoteNetwork } from "../../net/network.ts";
import type { Direction, Protocol } from "../../net/types.ts";
import { isPlainObject } from "../../util/is-plain-object.ts";
import { isPort } from "../../util/is-port.ts";
import { quote } from "../../util/quote.ts";
import { transports } from "../transport.ts";
import type { Remote } from "./checked-firewall.ts";
import type { Connection } from "./types.ts";

/** A connection with valid fields. */
export interface ReadConnection {
  readonly port: number;
  readonly protocol: Protocol;
  readonly direction: Direction;
  /** The remote machine; `undefined` for any. */
  readonly remote: Remote | undefined;
}

const directions: readonly Direction[] = ["inbound", "outbound"];

const fields: readonly string[] = ["port", "protocol", "direction", "address"];

/**
 * Validates a connection, and fills in what is omitted.
 *
 * @throws {@link InvalidOptionError} if a field is unknown or invalid
 */
export function readConnection(connection: Connection): ReadConnection {
  if (!isPlainObject(connection)) {
    throw new InvalidOptionError(`the connection is ${quote(connection)}`, {
      field: "connection",
      input: connection,
      expected: "an object with a port, such as { port: 2087 }",
    });
  }
  const unknown = Object.keys(connection).find((each) => !fields.includes(each));
  if (unknown !== undefined) {
    throw new InvalidOptionError(`${quote(unknown)} is not a field of a connection`, {
      field: unknown,
      input: unknown,
      expected: `one of ${fields.join(", ")}`,
      accepted: fields,
    });
  }
  const { port, protocol = "tcp", direction = "inbound", address } = connection;
  return {
    port: readPort(port),
    protocol: wordOf("protocol", protocol, transports),
    direction: wordOf("direction", direction, directions),
    remote: address === undefined ? undefined : readRemote(address),
  };
}

function readPort(port: number): number {
  if (isPort(port)) {
    return port;
  }
  throw refusal("port", port, [], "a whole number from 1 to 65535");
}

function wordOf<T extends string>(field: string, value: T, accepted: readonly T[]): T {
  if (accepted.includes(value)) {
    return value;
  }
  throw refusal(field, value, accepted, `one of ${accepted.join(", ")}`);
}

function readRemote(address: string): Remote {
  const network = parseRemoteNetwork(address);
  if (typeof network === "object" && network.first === network.last) {
    const family = network.bits === 128 ? "ipv6" : "ipv4";
    const remote = addressSet([network], family);
    if (intersect(remote, unicastAddresses[family]).length > 0) {
      return { family, address: remote };
    }
  }
  // A well-formed network is refused only as an IPv4 address inside an IPv6 address, with its own message.
  const expected =
    typeof network === "string" && typeof parseNetwork(address) === "object"
      ? network
      : "one address of another machine, such as 203.0.113.9 or 2001:db8::9";
  throw refusal("address", address, [], expected);
}
