import { InvalidOptionError, refusal } from "../../errors.ts";
import {
  type AddressSet,
  addressSet,
  allAddresses,
  intersect,
  noAddress,
  subtract,
  unicastAddresses,
  unite,
} from "../../net/address-set.ts";
import { exampleAddress } from "../../net/example-address.ts";
import { parseNetwork, parseRemoteNetwork } from "../../net/network.ts";
import { noRemotes, whoMayOf } from "../../net/remote-addresses.ts";
import type { Direction, Family, Protocol, WhoMay } from "../../net/types.ts";
import { Budget } from "../../packet-filter/budget.ts";
import { deepFreeze } from "../../util/deep-freeze.ts";
import { isPlainObject } from "../../util/is-plain-object.ts";
import { isPort } from "../../util/is-port.ts";
import { quote } from "../../util/quote.ts";
import { sortNotes } from "../notes.ts";
import { aboutFiles } from "../server-files/about-files.ts";
import { namesOf } from "../server-files/names-of.ts";
import { parserOptions } from "../server-files/parser-options.ts";
import { readServerFiles } from "../server-files/read-server-files.ts";
import type { ServerFiles } from "../server-files/server-file.ts";
import { textsOf } from "../server-files/texts-of.ts";
import type { Texts } from "../types.ts";
import type { CheckedFirewall, Remote } from "./checked-firewall.ts";
import { type AddressClass, type AddressClasses, classesOf } from "./classes-of.ts";
import { compileInputs } from "./compile-inputs.ts";
import { fateOf } from "./fate-of.ts";
import type {
  CheckOptions,
  Connection,
  ConnectionAnswer,
  ConnectionCheck,
  ConnectionFate,
  ConnectionVerdict,
} from "./types.ts";
import { whoText } from "./who-text.ts";

/**
 * Checks one connection against a firewall: whether it gets through, which rule decides, on which line, and
 * after which jumps.
 *
 * Without an address, each answer applies to most addresses of a family, and names a witness: an address with a
 * different answer, if there is one. The check assumes the typical connection, as in `Exposure`: it stays below
 * every limit, and its address is in no set that was not read. `reasons` lists what the answer depends on.
 *
 * Files with names are read as {@link parse.parseServer | parseServer} reads them, with its options. Only the files of
 * the firewall are used, and indices of inputs count only these.
 *
 * @param inputs - the files or outputs of one firewall, in any format: as texts, or as files with names
 * @param connection - the port, and optionally the protocol, direction and remote address
 * @param options - the format, detected if omitted, and the options of its parser
 * @returns one answer for the address, or one for each family
 * @throws {@link index.InvalidOptionError | InvalidOptionError} if a field of the connection or an option is invalid
 * @throws {@link index.InvalidConfigurationError | InvalidConfigurationError} if the format cannot be detected, or an
 *   input is malformed
 *
 * @example
 * ```ts
 * import { checkConnection } from "cpanel-ports/parse";
 *
 * const rules = `*filter
 * :INPUT DROP [0:0]
 * :OUTPUT ACCEPT [0:0]
 * :WHM - [0:0]
 * -A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT
 * -A INPUT -p tcp --dport 2087 -j WHM
 * -A WHM -s 203.0.113.0/24 -j ACCEPT
 * COMMIT
 * `;
 * const [answer] = checkConnection(rules, { port: 2087, address: "203.0.113.9" }).answers;
 * answer.verdict; // => "open"
 * answer.sentence; // => "inbound TCP 2087 is open to 203.0.113.9: line 7 accepts it (-A WHM -s 203.0.113.0/24 -j ACCEPT), after a jump from line 6"
 * answer.decidedBy?.line; // => 7
 *
 * const everybody = checkConnection(rules, { port: 2087 }).answers[0];
 * everybody.verdict; // => "closed"
 * everybody.witness?.address; // => "203.0.113.0"
 *
 * const file = { name: "rules.v4", text: rules };
 * checkConnection(file, { port: 22 }).answers[0].sentence; // => "inbound TCP 22 is closed to every IPv4 address: no rule matches, and the policy drops it (rules.v4, line 2: :INPUT DROP [0:0])"
 * ```
 */
export function checkConnection(
  inputs: ServerFiles | Texts,
  connection: Connection,
  options: CheckOptions = {},
): ConnectionCheck {
  if (!areFiles(inputs)) {
    return checkTexts(inputs, connection, options);
  }
  const { firewall, format, reading } = readServerFiles(inputs, options);
  const own = parserOptions(format, firewall, reading);
  const names = namesOf(firewall);
  return aboutFiles(firewall, () =>
    checkTexts(textsOf(firewall), connection, { ...own, format, inputs: names }),
  );
}

function areFiles(inputs: ServerFiles | Texts): inputs is ServerFiles {
  const [first] = [inputs].flat();
  return typeof first === "object" && first !== null;
}

function checkTexts(inputs: Texts, connection: Connection, options: CheckOptions): ConnectionCheck {
  const { port, protocol, direction, remote } = readConnection(connection);
  const { title, families, filter, notes } = compileInputs(inputs, options);
  const { inputs: names = [] } = options;
  const budget = new Budget();
  const firewall = { families, inputs: names, filter, direction, protocol, port, budget };
  const answers = remote
    ? [answerFor(firewall, remote)]
    : families.map((family) => answerForMost(firewall, family));
  return deepFreeze({
    title,
    direction,
    protocol,
    port,
    verdict: verdictOf(answers),
    answers,
    notes: sortNotes(notes),
  });
}

/** Returns the answer for one remote machine. */
function answerFor(firewall: CheckedFirewall, remote: Remote): ConnectionAnswer {
  const { family, address } = remote;
  const fate = fateIn(classesOf(firewall, family), firewall, remote);
  return { family, ...fate, holdsFor: whoOf(family, address), witness: null };
}

/** Returns the answer for most remote machines of a family. */
function answerForMost(firewall: CheckedFirewall, family: Family): ConnectionAnswer {
  const all = classesOf(firewall, family);
  const [most, ...others] = all.classes as [AddressClass, ...AddressClass[]];
  const machineOf = ({ typical }: AddressClass) => ({
    family,
    address: exampleAddress(typical, family),
  });
  const rest = others
    .map(({ addresses }) => addresses)
    .reduce((all, each) => unite(all, each), noAddress);
  const holdsFor = whoOf(family, subtract(allAddresses[family], rest));
  const [other] = others;
  return {
    family,
    ...fateIn(all, firewall, machineOf(most), whoText(holdsFor, family)),
    holdsFor,
    witness: other ? fateIn(all, firewall, machineOf(other)) : null,
  };
}

/** Follows a connection with one machine, and adds what its verdict depends on. */
function fateIn(
  { dependsOn }: AddressClasses,
  firewall: CheckedFirewall,
  remote: Remote,
  who?: string,
): ConnectionFate {
  const phrases = dependsOn
    .filter(({ addresses }) => intersect(addresses, remote.address).length > 0)
    .map(({ phrase }) => phrase);
  return fateOf(firewall, remote, phrases, who);
}

function whoOf(family: Family, addresses: AddressSet): WhoMay {
  return whoMayOf({ ...noRemotes, [family]: addresses }, [family]);
}

function verdictOf(answers: readonly ConnectionAnswer[]): ConnectionCheck["verdict"] {
  const [verdict, ...others] = [...new Set(answers.map((each) => each.verdict))] as [
    ConnectionVerdict,
    ...ConnectionVerdict[],
  ];
  return others.length > 0 ? "mixed" : verdict;
}

const protocols: readonly Protocol[] = ["tcp", "udp"];
const directions: readonly Direction[] = ["inbound", "outbound"];

const fields: readonly string[] = ["port", "protocol", "direction", "address"];

function readConnection(connection: Connection) {
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
    protocol: wordOf("protocol", protocol, protocols),
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
