import type { Family } from "../../../net/types.ts";
import { isOpening, type View } from "../../../packet-filter/model.ts";
import type { Field } from "../ruleset.ts";
import { addresses } from "./addresses.ts";
import type { ApplyField, End, EndOf } from "./comparison.ts";
import {
  countedOf,
  direction,
  ofConnections,
  ofRelated,
  ofSocket,
  state,
  status,
  zone,
} from "./conntrack.ts";
import { icmpv6Type } from "./icmpv6-type.ts";
import { interfaces, interfaceType } from "./interfaces.ts";
import { mark } from "./mark.ts";
import { numberField } from "./number-field.ts";
import { type NumberRange, points } from "./numbers.ts";
import { otherField } from "./other-field.ts";
import { ports } from "./ports.ts";
import { extensionHeader, ipOption, segmentSize, tcpOption } from "./presence.ts";
import { etherType, family, transport } from "./protocols.ts";
import { carried, networkPayload, transportPayload } from "./raw-payload.ts";
import { addressType, packetType, routeInterface } from "./routes.ts";
import { sizes } from "./sizes.ts";
import { tcpFlags } from "./tcp-flags.ts";
import { day, hour, time } from "./times.ts";

type Fields = Readonly<Record<string, ApplyField>>;

/** Returns a function that applies comparisons of a field; `undefined` for an unsupported field. */
export function fieldOf({ protocol, field }: Field): ApplyField | undefined {
  return fields.get(protocol)?.get(field) ?? ofAnyName.get(protocol)?.(field);
}

/** Returns the fields of `ct` for one direction of a connection, as in packets of that direction. */
function tuple(direction: "original" | "reply"): Fields {
  const endOf =
    (end: End): EndOf =>
    ({ isReply }) =>
      isReply === (direction === "reply") ? end : opposite[end];
  const both = ["tcp", "udp"] as const;
  return {
    [`${direction} ip saddr`]: addresses(endOf("source"), "ipv4"),
    [`${direction} ip daddr`]: addresses(endOf("destination"), "ipv4"),
    [`${direction} ip6 saddr`]: addresses(endOf("source"), "ipv6"),
    [`${direction} ip6 daddr`]: addresses(endOf("destination"), "ipv6"),
    [`${direction} proto-src`]: ports(endOf("source"), both),
    [`${direction} proto-dst`]: ofUntranslated(direction, ports(endOf("destination"), both)),
    [`${direction} protocol`]: transport(),
    [`${direction} l3proto`]: family,
    [`${direction} packets`]: countedOf("packets", direction),
    [`${direction} bytes`]: countedOf("bytes", direction),
    [`${direction} avgpkt`]: countedOf("avgpkt", direction),
  };
}

/**
 * Leaves a comparison of the original port in doubt if rules translate destinations: ports are followed as they are
 * after translation.
 */
function ofUntranslated(direction: "original" | "reply", apply: ApplyField): ApplyField {
  return (comparison, builder) => {
    if (direction === "original" && comparison.uses.translates) {
      builder.holds(undefined, comparison.what, "port");
    } else {
      apply(comparison, builder);
    }
  };
}

const opposite: Readonly<Record<End, End>> = { source: "destination", destination: "source" };

/** Returns a function that applies to the port bytes of any transport protocol; only TCP and UDP are supported. */
function ofTransport(apply: ApplyField): ApplyField {
  return (comparison, builder) => {
    const applies = comparison.view.neighbor ? otherField : apply;
    applies(comparison, builder);
  };
}

const source = () => "source" as const;
const destination = () => "destination" as const;

/** Returns a field with the same value in all followed packets. */
const always = (number: number, family?: Family) =>
  numberField({ possible: () => points(number), family });

const anyNumber: readonly NumberRange[] = [{ from: 0, through: 2 ** 32 }];

/** Returns a field of the TCP handshake packets that are not replies; replies may have any value. */
const ofHandshake = (first: readonly NumberRange[], third = first) =>
  numberField({
    possible: { tcp: (view: View) => (view.isReply ? anyNumber : isOpening(view) ? first : third) },
  });

/** The supported fields, by protocol; for `fib`, by result. */
const fields: ReadonlyMap<string, ReadonlyMap<string, ApplyField>> = tableOf({
  tcp: {
    dport: ports(destination, ["tcp"]),
    sport: ports(source, ["tcp"]),
    flags: tcpFlags,
    doff: numberField({ possible: { tcp: () => [{ from: 5, through: 15 }] } }),
    ackseq: ofHandshake(points(0), anyNumber),
    urgptr: ofHandshake(points(0)),
    window: ofHandshake([{ from: 1, through: 65535 }]),
  },
  udp: {
    dport: ports(destination, ["udp"]),
    sport: ports(source, ["udp"]),
    length: numberField({ possible: { udp: sizes("ip6").udp } }),
  },
  th: {
    dport: ofTransport(ports(destination, ["tcp", "udp"])),
    sport: ofTransport(ports(source, ["tcp", "udp"])),
  },
  icmpv6: { type: icmpv6Type, code: numberField({ possible: { icmpv6: () => points(0) } }) },
  ip: {
    saddr: addresses(source, "ipv4"),
    daddr: addresses(destination, "ipv4"),
    protocol: transport("ipv4"),
    version: always(4, "ipv4"),
    hdrlength: always(5, "ipv4"),
    length: numberField({ possible: sizes("ip"), family: "ipv4" }),
    // The sender decides whether it may be fragmented; fragments are not followed.
    "frag-off": numberField({ possible: () => points(0, 0x4000), family: "ipv4" }),
    ttl: numberField({ possible: () => [{ from: 1, through: 255 }], family: "ipv4" }),
  },
  ip6: {
    saddr: addresses(source, "ipv6"),
    daddr: addresses(destination, "ipv6"),
    nexthdr: transport("ipv6"),
    version: always(6, "ipv6"),
    length: numberField({ possible: sizes("ip6"), family: "ipv6" }),
    hoplimit: numberField({
      // Neighbor discovery messages with any other value are invalid (RFC 4861, section 7.1).
      possible: ({ neighbor }) => [{ from: neighbor ? 255 : 1, through: 255 }],
      family: "ipv6",
    }),
  },
  meta: {
    l4proto: transport(),
    nfproto: family,
    protocol: etherType,
    length: numberField({ possible: sizes("meta") }),
    iif: interfaces("input"),
    iifname: interfaces("input"),
    iiftype: interfaceType("input"),
    oif: interfaces("output"),
    oifname: interfaces("output"),
    oiftype: interfaceType("output"),
    pkttype: packetType,
    mark: mark("mark"),
    skuid: ofSocket,
    skgid: ofSocket,
    cgroup: ofSocket,
    day,
    hour,
    time,
  },
  ct: {
    state,
    ...allOfConnections({
      ...tuple("original"),
      ...tuple("reply"),
      direction,
      status,
      mark: mark("connectionMark"),
      zone,
      helper: ofRelated,
      protocol: transport(),
      l3proto: family,
      packets: countedOf("packets", "both"),
      bytes: countedOf("bytes", "both"),
      avgpkt: countedOf("avgpkt", "both"),
    }),
  },
  fib: { type: addressType, oif: routeInterface, oifname: routeInterface, check: routeInterface },
  "xt match": {
    comment: () => {},
    limit: ({ what }, builder) => builder.depends("rate", true, what),
  },
  "tcp option": { maxseg: tcpOption(true), "maxseg size": segmentSize },
});

/** The functions that apply to all fields of a protocol. */
const ofAnyName = new Map<string, (field: string) => ApplyField | undefined>([
  ["exthdr", () => extensionHeader],
  ["ip option", (field) => (field.includes(" ") ? undefined : ipOption)],
  ["tcp option", (field) => (field.includes(" ") ? undefined : tcpOption(false))],
  ["@th", () => transportPayload],
  ["@nh", () => networkPayload],
  ["@ih", () => carried],
]);

/** Excludes neighbor discovery, which has no connection. */
function allOfConnections(each: Fields): Fields {
  return Object.fromEntries(
    Object.entries(each).map(([name, apply]) => [name, ofConnections(apply)]),
  );
}

function tableOf(
  object: Readonly<Record<string, Fields>>,
): ReadonlyMap<string, ReadonlyMap<string, ApplyField>> {
  return new Map(
    Object.entries(object).map(([protocol, each]) => [protocol, new Map(Object.entries(each))]),
  );
}
