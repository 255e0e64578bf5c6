import { isOpening, type View } from "../../packet-filter/model.ts";
import { addAddresses } from "./add-addresses.ts";
import { addPorts } from "./add-ports.ts";
import { addProtocol } from "./add-protocol.ts";
import { addString } from "./add-string.ts";
import { firstValueOf } from "./first-value-of.ts";
import {
  type AddOption,
  asks,
  ignored,
  type MatchOption,
  type Packets,
  type Question,
} from "./option-use.ts";
import { isWithin, type Range, readRange } from "./range.ts";
import { timeOptions } from "./time-options.ts";

/**
 * The matches decided by the properties of a packet that opens a connection: a TCP handshake packet has no payload
 * and a limited size; the first UDP datagram may have any payload. For replies, these matches are in doubt.
 */
export const openingMatches: Readonly<Record<string, readonly MatchOption[]>> = {
  connbytes: [
    { names: ["--connbytes"], differs: true, add: asks(fitsCount) },
    { names: ["--connbytes-dir", "--connbytes-mode"], add: ignored },
  ],
  // A helper expects only related connections.
  helper: [{ names: ["--helper"], add: asks(() => false) }],
  length: [{ names: ["--length"], differs: true, add: asks(fitsLength) }],
  // Bridged traffic does not reach the server.
  physdev: [{ names: ["--physdev-is-bridged"], values: 0, add: asks(() => false) }],
  // Connections are assumed not to use IPsec.
  policy: [
    { names: ["--pol"], add: asks(({ value }) => policies.get(value)) },
    { names: ["--dir", "--reqid", "--spi", "--proto", "--mode"], add: ignored },
    { names: ["--tunnel-src", "--tunnel-dst"], add: ignored },
    { names: ["--next"], values: 0, add: ignored },
  ],
  string: [
    { names: ["--string", "--hex-string"], differs: true, add: addString },
    { names: ["--algo", "--from", "--to"], add: ignored },
    { names: ["--icase"], values: 0, add: ignored },
  ],
  tcpmss: [{ names: ["--mss"], add: asks(fitsSegmentSize) }],
  time: timeOptions,
};

/** Further options of conntrack, about a connection that is being opened. */
export const conntrackOptions: readonly MatchOption[] = [
  { names: ["--ctstatus"], add: asks(fitsStatus) },
  {
    names: ["--ctdir"],
    add: asks(({ value }, { view }) => directions.get(value.toUpperCase())?.(view)),
  },
  { names: ["--ctproto"], add: tracked(() => addProtocol) },
  {
    names: ["--ctorigsrc", "--ctrepldst"],
    add: tracked((isReply) => addAddresses(isReply ? "destination" : "source")),
  },
  {
    names: ["--ctorigdst", "--ctreplsrc"],
    add: tracked((isReply) => addAddresses(isReply ? "source" : "destination")),
  },
  {
    names: ["--ctorigsrcport", "--ctrepldstport"],
    add: tracked((isReply) => addPorts(isReply ? "destination" : "source")),
  },
  {
    names: ["--ctorigdstport"],
    add: tracked((isReply) => ofUntranslated(addPorts(isReply ? "source" : "destination"))),
  },
  {
    names: ["--ctreplsrcport"],
    add: tracked((isReply) => addPorts(isReply ? "source" : "destination")),
  },
];

/** Matches that no followed packet fulfils: IPv6 extension headers and other protocols. */
export const matchesOfNothing: readonly string[] = [
  "ah",
  "dccp",
  "dst",
  "esp",
  "frag",
  "hbh",
  "mh",
  "rt",
  "sctp",
  "udplite",
];

const policies: ReadonlyMap<string, boolean> = new Map([
  ["none", true],
  ["ipsec", false],
]);

const directions: ReadonlyMap<string, (view: View) => boolean> = new Map([
  ["ORIGINAL", ({ isReply }) => !isReply],
  ["REPLY", ({ isReply }) => isReply],
]);

/** Returns a function that adds an option for tracked packets; table raw precedes connection tracking. */
function tracked(of: (isReply: boolean) => AddOption): AddOption {
  return (use, packets) => {
    if (isTracked(packets)) {
      of(packets.view.isReply)(use, packets);
    } else {
      packets.builder.holds(undefined, use.what);
    }
  };
}

/** Leaves a test of the original destination port in doubt where rules redirect connections to other ports. */
function ofUntranslated(add: AddOption): AddOption {
  return (use, packets) => {
    if (packets.uses.translates) {
      packets.builder.holds(undefined, use.what, "port");
    } else {
      add(use, packets);
    }
  };
}

function isTracked({ table, view }: Packets): boolean {
  return table !== "raw" && view.neighbor === undefined;
}

/**
 * Whether a connection that is being opened has each status, and one that was replied to; the latter may be assured.
 */
const statuses: Readonly<Record<string, readonly [opening: boolean, other: boolean | undefined]>> =
  {
    NONE: [false, false],
    EXPECTED: [false, false],
    SEEN_REPLY: [false, true],
    ASSURED: [false, undefined],
    CONFIRMED: [false, true],
  };

function fitsStatus(...[{ value }, packets]: Parameters<Question>): boolean | undefined {
  const words = value.toUpperCase().split(",");
  if (!isTracked(packets) || !words.every((word) => Object.hasOwn(statuses, word))) {
    return undefined;
  }
  const fits = words.map((word) => statuses[word]?.[isOpening(packets.view) ? 0 : 1]);
  return fits.includes(true) || (fits.includes(undefined) ? undefined : false);
}

/**
 * The sizes of packets that open connections, including headers and options; the last packet of a handshake has the
 * same range.
 */
const openingSizes = {
  tcp: { ipv4: { from: 40, through: 120 }, ipv6: { from: 60, through: 100 } },
  udp: { ipv4: { from: 28, through: 65_535 }, ipv6: { from: 48, through: 65_575 } },
} as const;

function sizesOf({ protocol, family, view }: Packets): Range | undefined {
  return protocol === undefined || view.isReply ? undefined : openingSizes[protocol][family];
}

function fitsLength(...[{ value }, packets]: Parameters<Question>): boolean | undefined {
  const range = readRange(value, 65_535);
  const sizes = sizesOf(packets);
  return range && sizes && isWithin(sizes, range);
}

/** The maximum segment sizes that systems announce when opening a connection (RFC 9293, section 3.7.1). */
const segmentSizes: Range = { from: 536, through: 65_495 };

function fitsSegmentSize(...[{ value }, { view }]: Parameters<Question>): boolean | undefined {
  const range = readRange(value, 65_535);
  return view.isReply || range === undefined
    ? undefined
    : isOpening(view) && isWithin(segmentSizes, range);
}

/** The number of packets in each direction when the first, or the third, packet of a connection arrives. */
const seenAtFirst: ReadonlyMap<string, number> = new Map([
  ["original", 1],
  ["both", 1],
]);
const seenAtThird: ReadonlyMap<string, number> = new Map([
  ["original", 2],
  ["reply", 1],
  ["both", 3],
]);

/**
 * Compares the counters of conntrack when the first or the third packet of a connection reaches a rule: they include
 * that packet.
 */
function fitsCount(...[{ value }, packets]: Parameters<Question>): boolean | undefined {
  // Without a second number, the range has no upper end.
  const range = readRange(value.includes(":") ? value : `${value}:`, Number.MAX_SAFE_INTEGER);
  const valueOfOption = (name: string) => firstValueOf(packets.options, name) ?? "";
  const sizes = sizesOf(packets);
  if (
    range === undefined ||
    range.from > range.through ||
    sizes === undefined ||
    !isTracked(packets)
  ) {
    return undefined;
  }
  const seen = isOpening(packets.view) ? seenAtFirst : seenAtThird;
  const count = seen.get(valueOfOption("--connbytes-dir")) ?? 0;
  const times = (number: number): Range => ({
    from: sizes.from * number,
    through: sizes.through * number,
  });
  const counted: Readonly<Record<string, Range>> = {
    packets: { from: count, through: count },
    bytes: times(count),
    avgpkt: times(Math.min(count, 1)),
  };
  const known = counted[valueOfOption("--connbytes-mode")];
  return known && isWithin(known, range);
}
