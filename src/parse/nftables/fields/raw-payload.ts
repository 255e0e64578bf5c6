import type { Family, Protocol } from "../../../net/types.ts";
import { transports } from "../../transport.ts";
import type { Value } from "../ruleset.ts";
import { addresses, readNumberAddress } from "./addresses.ts";
import { type ApplyField, readAll } from "./comparison.ts";
import { numberField } from "./number-field.ts";
import { numberOrWord, points } from "./numbers.ts";
import { otherField } from "./other-field.ts";
import { ports } from "./ports.ts";
import { transportNumbers } from "./protocols.ts";
import { sizes } from "./sizes.ts";
import { flagsOfView } from "./tcp-flags.ts";

/** The maximum length of a TCP header in bits; the packet that opens a connection ends there. */
const longestHeader = 480;

/** The length of a UDP header in bits. */
const datagramHeader = 64;

const any = () => [{ from: 0, through: 2 ** 32 - 1 }];

/** Applies a comparison of both ports, into which nft merges a comparison of each. */
const bothPorts: ApplyField = (comparison, builder) => {
  const { values, mask, operator } = comparison;
  const both = mask === undefined && operator === "==" ? readAll(values, readBoth) : undefined;
  const [pair] = both ?? [];
  if (pair && both?.length === 1) {
    const source = ports(() => "source", transports);
    source({ ...comparison, values: [pair.source] }, builder);
    const destination = ports(() => "destination", transports);
    destination({ ...comparison, values: [pair.destination] }, builder);
  } else {
    otherField(comparison, builder);
  }
};

function readBoth(value: Value) {
  const number = typeof value === "string" ? numberOrWord()(value) : undefined;
  return number === undefined
    ? undefined
    : { source: String(Math.floor(number / 65536)), destination: String(number % 65536) };
}

/** The fields of TCP and UDP headers, by offset and length in bits. */
const transportFields: ReadonlyMap<string, ApplyField> = new Map([
  ["0,16", ports(() => "source", transports)],
  ["0,32", bothPorts],
  ["16,16", ports(() => "destination", transports)],
  ["104,8", numberField({ possible: { tcp: flagsOfView, udp: any } })],
]);

/** The fields of each family's header, by offset and length in bits. */
const networkFields: Readonly<Record<Family, ReadonlyMap<string, ApplyField>>> = {
  ipv4: new Map([
    ["16,16", numberField({ possible: sizes("ip") })],
    ["48,16", numberField({ possible: () => points(0, 0x4000) })],
    ["72,8", numberField({ possible: transportNumbers })],
    ["96,32", addresses(() => "source", "ipv4", readNumberAddress)],
    ["128,32", addresses(() => "destination", "ipv4", readNumberAddress)],
  ]),
  ipv6: new Map([
    ["32,16", numberField({ possible: sizes("ip6") })],
    ["48,8", numberField({ possible: transportNumbers })],
    ["64,128", addresses(() => "source", "ipv6", readNumberAddress)],
    ["192,128", addresses(() => "destination", "ipv6", readNumberAddress)],
  ]),
};

/** Applies a comparison of bits at an offset from the start of the TCP or UDP header. */
export const transportPayload: ApplyField = (comparison, builder) => {
  const { field, view } = comparison;
  const [offset = 0, length = 0] = field.field.split(",").map(Number);
  const apply = view.neighbor ? otherField : transportFields.get(field.field);
  if (apply) {
    apply(comparison, builder);
  } else if (isOfPayload(offset, length, builder.onlyProtocol) && !view.isReply) {
    ofDatagrams(comparison, builder);
  } else {
    otherField(comparison, builder);
  }
};

/** Returns whether bits are outside of every header that a packet which opens a connection may have. */
function isOfPayload(offset: number, length: number, protocol: Protocol | undefined): boolean {
  return protocol === "udp" ? offset >= datagramHeader : offset + length > longestHeader;
}

/** Applies a comparison of a packet's payload; a packet that opens a TCP connection has none. */
export const carried: ApplyField = (comparison, builder) => {
  const apply = comparison.view.isReply ? otherField : ofDatagrams;
  apply(comparison, builder);
};

/**
 * Applies a comparison of a datagram's payload. A rule that only drops datagrams with certain content, of at least
 * three bytes that are not all alike, leaves ports open to all others.
 */
const ofDatagrams: ApplyField = (comparison, builder) => {
  const { isDropped, mask, operator, values, what } = comparison;
  builder.protocols(["udp"]);
  if (mask === undefined && operator === "==" && values?.every(isUnusual) && isDropped()) {
    builder.depends("content", false, "packets with certain content");
  } else {
    builder.holds(undefined, what);
  }
};

/** Returns whether most datagrams lack a value. */
function isUnusual(value: Value): boolean {
  const isNumber = typeof value === "string" && /^(?:\d+|0x[\da-f]+)$/i.test(value);
  const hex = isNumber ? BigInt(value).toString(16) : "";
  return hex.length >= 5 && !/^(..?)\1*$/.test(hex);
}

/** Applies a comparison of bits at an offset from the start of the IP header, if the family is known. */
export const networkPayload: ApplyField = (comparison, builder) => {
  const family = comparison.view.neighbor ? "ipv6" : (comparison.family ?? builder.onlyFamily);
  const apply = family && networkFields[family].get(comparison.field.field);
  (apply ?? otherField)(comparison, builder);
};
