import { isOpening, type View } from "../../packet-filter/model.ts";
import { addAddresses } from "./add-addresses.ts";
import { addPorts } from "./add-ports.ts";
import { addProtocol } from "./add-protocol.ts";
import { firstValueOf } from "./first-value-of.ts";
import { fitsString } from "./fits-string.ts";
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
 * The matches whose answer follows from what opens a connection: a handshake packet of TCP, without a payload and of
 * one size; or the first datagram of UDP, which may have any payload. What replies have is in doubt.
 */
export const openingMatches: Readonly<Record<string, readonly MatchOption[]>> = {
  connbytes: [
    { names: ["--connbytes"], differs: true, add: asks(fitsCount) },
    { names: ["--connbytes-dir", "--connbytes-mode"], add: ignored },
  ],
  // No connection that is opened by itself is expected by a helper.
  helper: [{ names: ["--helper"], add: asks(() => false) }],
  length: [{ names: ["--length"], differs: true, add: asks(fitsLength) }],
  // What is only bridged does not come to the server.
  physdev: [{ names: ["--physdev-is-bridged"], values: 0, add: asks(() => false) }],
  // Connections do not come through IPsec.
  policy: [
    { names: ["--pol"], add: asks(({ value }) => policies.get(value)) },
    { names: ["--dir", "--reqid", "--spi", "--proto", "--mode"], add: ignored },
    { names: ["--tunnel-src", "--tunnel-dst"], add: ignored },
    { names: ["--next"], values: 0, add: ignored },
  ],
  string: [
    { names: ["--string", "--hex-string"], differs: true, add: asks(fitsString) },
    { names: ["--algo", "--from", "--to"], add: ignored },
    { names: ["--icase"], values: 0, add: ignored },
  ],
  tcpmss: [{ names: ["--mss"], add: asks(fitsSegmentSize) }],
  time: timeOptions,
};

/** Further options of conntrack: what it knows of a connection that is being opened. */
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

/** Matches of what packets of connections do not have: headers of IPv6 extensions, and other protocols. */
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

/** Returns what puts an option on a match of packets whose connection is known; the table raw comes before that. */
function tracked(of: (isReply: boolean) => AddOption): AddOption {
  return (use, packets) => {
    if (isTracked(packets)) {
      of(packets.view.isReply)(use, packets);
    } else {
      packets.builder.holds(undefined, use.what);
    }
  };
}

/** Leaves in doubt what asks for the port that a connection was opened to, where rules send connections to other ports. */
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
  return table !== "raw" && view.neighbour === undefined;
}

/** What each status is of a connection that is being opened, and of one that was replied to; both may be assured. */
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

/** The sizes that packets which open connections have, headers and options included; the last of a handshake has no other. */
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

/** Maximum segment sizes that systems announce as they open a connection (RFC 9293, section 3.7.1). */
const segmentSizes: Range = { from: 536, through: 65_495 };

function fitsSegmentSize(...[{ value }, { view }]: Parameters<Question>): boolean | undefined {
  const range = readRange(value, 65_535);
  return view.isReply || range === undefined
    ? undefined
    : isOpening(view) && isWithin(segmentSizes, range);
}

/** How many packets there were in each direction when the first, or the third packet of a connection comes. */
const seenAtFirst: ReadonlyMap<string, number> = new Map([
  ["original", 1],
  ["both", 1],
]);
const seenAtThird: ReadonlyMap<string, number> = new Map([
  ["original", 2],
  ["reply", 1],
  ["both", 3],
]);

/** What conntrack has counted when the first or the third packet of a connection comes to a rule: these packets. */
function fitsCount(...[{ value }, packets]: Parameters<Question>): boolean | undefined {
  // Without a second number there is no upper end.
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
