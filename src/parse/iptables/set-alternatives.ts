import {
  type AddressSet,
  addressSet,
  allAddresses,
  noAddress,
  uniteAll,
} from "../../net/address-set.ts";
import { type PortInterval, sweep } from "../../net/port-map.ts";
import type { PortRange, Protocol } from "../../net/types.ts";
import { travelDirection } from "../../packet-filter/model.ts";
import { groupBy } from "../../util/group-by.ts";
import * as limits from "../../util/limits.ts";
import { type Group, groupsOf } from "../ipset/groups-of.ts";
import type { Ipset, Part } from "../ipset/ipset.ts";
import { transports } from "../transport.ts";
import type { Alternative, OptionUse, Packets } from "./option-use.ts";

const ends = { src: "source", dst: "destination" } as const;

/** The end of packets that each part of a member is compared with. */
type Ends = readonly ("source" | "destination")[];

/**
 * Returns the alternatives in which packets are in, or outside, an ipset whose members are in the input.
 *
 * @returns `undefined` if the members are not in the input, or anything else is in doubt
 */
export function setAlternatives(
  { values, negated, what }: OptionUse,
  packets: Packets,
): readonly Alternative[] | undefined {
  const [name = "", flags = ""] = values;
  // Members that rules add or delete are not in the input.
  const set = packets.uses.written.has(name) ? undefined : packets.ipsets.get(name);
  const where = flags
    .split(",")
    .map((flag) => (flag === "src" || flag === "dst" ? ends[flag] : undefined));
  const members = set && membersOf(set, packets);
  if (members === undefined || where.includes(undefined)) {
    return undefined;
  }
  const groups: Group[] = [];
  for (const member of members) {
    const own = groupsOf(member);
    if (own === undefined) {
      return undefined;
    }
    // A set of the other family, or with more parts than the rule has ends, matches no packet.
    if (
      (member.family ?? packets.family) === packets.family &&
      member.dimensions.length <= where.length
    ) {
      groups.push(...own);
    }
  }
  if (groups.length > limits.iptablesAlternatives) {
    return undefined;
  }
  return negated ? outside(groups, where as Ends, packets) : inside(groups, where as Ends, what);
}

/** Returns the members of a set of sets, which must be in the input; any other set itself. */
function membersOf(set: Ipset, { ipsets }: Packets): readonly Ipset[] | undefined {
  if (set.dimensions[0] !== "set") {
    return [set];
  }
  const members = set.sets.map((name) => ipsets.get(name));
  return members.includes(undefined) ? undefined : (members as Ipset[]);
}

/** Returns one alternative for each group; groups without addresses are joined by their ports. */
function inside(groups: readonly Group[], where: Ends, what: string): readonly Alternative[] {
  const plain = groups.filter(
    ({ addresses, parts }) => addresses === undefined && parts.every(isAnyPort),
  );
  const ports = plain.flatMap(({ parts }) =>
    parts.map((part) => (part as Extract<Part, { readonly kind: "port" }>).range),
  );
  const end = where[0];
  return [
    ...(ports.length === 0 || end === undefined
      ? []
      : [(packets: Packets) => addPorts(ports, end, false, what, packets)]),
    ...groups
      .filter((group) => !plain.includes(group))
      .map((group) => (packets: Packets) => addGroup(group, where, what, packets)),
  ];
}

function isAnyPort(part: Part): boolean {
  return part.kind === "port" && part.protocol === undefined;
}

function addGroup({ addresses, parts }: Group, where: Ends, what: string, packets: Packets): void {
  const { builder, family } = packets;
  let isFirst = true;
  for (const [index, part] of parts.entries()) {
    const end = where[index] as "source" | "destination";
    switch (part.kind) {
      case "address":
        builder.addresses(
          end,
          family,
          (isFirst && addresses) || addressSet([part.range], family),
          false,
          what,
        );
        isFirst = false;
        break;
      case "port":
        if (part.protocol === "other") {
          builder.holds(false, what);
        } else {
          // A group with addresses has a protocol with its ports.
          builder.protocols([part.protocol as Protocol]);
          addPorts([part.range], end, false, what, packets);
        }
        break;
      case "interface":
        builder.interfaces(
          end === "source" ? "input" : "output",
          [{ text: part.name, isPrefix: false }],
          false,
          what,
        );
        break;
      default:
        builder.holds(undefined, what);
    }
  }
}

function addPorts(
  ports: readonly PortRange[],
  end: "source" | "destination",
  negated: boolean,
  what: string,
  { builder }: Packets,
): void {
  if (end === "source") {
    builder.sourcePorts(ports, negated, what);
  } else {
    builder.destinationPorts(ports, negated, what);
  }
}

/** Returns the packets outside a set of remote addresses, server ports, or both; `undefined` for other sets. */
function outside(
  groups: readonly Group[],
  where: Ends,
  packets: Packets,
): readonly Alternative[] | undefined {
  const { view } = packets;
  const remoteEnd = travelDirection(view) === "inbound" ? "source" : "destination";
  const portEnd = view.isReply ? "source" : "destination";
  const isFollowed = groups.every(
    ({ parts }) =>
      parts.filter(({ kind }) => kind === "address").length < 2 &&
      parts.every(
        ({ kind }, index) =>
          (kind === "address" && where[index] === remoteEnd) ||
          (kind === "port" && where[index] === portEnd),
      ),
  );
  if (!isFollowed) {
    return undefined;
  }
  return view.neighbor
    ? [outsideOfNetworks(groups, packets)]
    : transports.flatMap((protocol) => outsideOf(groups, protocol, packets));
}

/** Returns the messages outside a set; messages have no ports, so no group with a port contains them. */
function outsideOfNetworks(groups: readonly Group[], { family, view }: Packets): Alternative {
  const sets = groups
    .filter(({ parts }) => parts.length === 1)
    .map(({ addresses }) => addresses ?? noAddress);
  const all = uniteAll(sets);
  const end = travelDirection(view) === "inbound" ? "source" : "destination";
  return ({ builder }) => builder.addresses(end, family, all, true, "");
}

/** Returns the packets of a protocol outside a set: for ports with the same addresses, packets from other addresses. */
function outsideOf(
  groups: readonly Group[],
  protocol: "tcp" | "udp",
  packets: Packets,
): readonly Alternative[] {
  const { family, view } = packets;
  const intervals = groups.flatMap(({ addresses, parts }): readonly PortInterval<AddressSet>[] => {
    const port = parts.find((part) => part.kind === "port");
    const isConcerned =
      port === undefined || port.protocol === undefined || port.protocol === protocol;
    const { from, through } = port?.range ?? { from: 1, through: 65_535 };
    return isConcerned && through > 0
      ? [{ from: Math.max(from, 1), through, value: addresses ?? allAddresses[family] }]
      : [];
  });
  const pieces = sweep(intervals, (ports, sets) => ({ ports, set: uniteAll(sets) }));
  const alike = groupBy(pieces, ({ set }) => set.join());
  const end = travelDirection(view) === "inbound" ? "source" : "destination";
  return [...alike.values()].map((same) => (each: Packets) => {
    each.builder.protocols([protocol]);
    addPorts(
      same.map(({ ports }) => ports),
      view.isReply ? "source" : "destination",
      false,
      "",
      each,
    );
    each.builder.addresses(end, family, same[0].set, true, "");
  });
}
