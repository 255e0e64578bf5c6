import { readInterface } from "../../packet-filter/interface-pattern.ts";
import { isOpening, travelDirection } from "../../packet-filter/model.ts";
import { addAddresses } from "./add-addresses.ts";
import { addIcmpv6Type } from "./add-icmpv6-type.ts";
import { addPorts } from "./add-ports.ts";
import { addProtocol } from "./add-protocol.ts";
import { connectionState } from "./connection-state.ts";
import { fitsAddressType } from "./fits-address-type.ts";
import { fitsTcpFlags } from "./fits-tcp-flags.ts";
import { markTest } from "./marks.ts";
import { conntrackOptions, matchesOfNothing, openingMatches } from "./opening-matches.ts";
import {
  type AddOption,
  asks,
  asksForWord,
  ignored,
  type MatchOption,
  type Question,
} from "./option-use.ts";
import { typicalMatches } from "./typical-matches.ts";

/** The options that need no module. */
const generalOptions: readonly MatchOption[] = [
  {
    names: ["-m", "--match"],
    add: ({ value, what }, { builder }) => {
      builder.holds(
        matchesOfNothing.includes(value) ? false : Object.hasOwn(matches, value) || undefined,
        what,
      );
      if (value === "limit") {
        // Without --limit, it has a default rate.
        builder.depends("rate", true, what);
      }
    },
  },
  { names: ["-p", "--protocol"], add: addProtocol },
  { names: ["-s", "--source", "--src"], add: addAddresses("source") },
  { names: ["-d", "--destination", "--dst"], add: addAddresses("destination") },
  {
    names: ["-i", "--in-interface"],
    add: ({ value, negated, what }, { builder }) =>
      builder.interfaces("input", [readInterface(value, "+")], negated, what),
  },
  {
    names: ["-o", "--out-interface"],
    add: ({ value, negated, what }, { builder }) =>
      builder.interfaces("output", [readInterface(value, "+")], negated, what),
  },
  { names: ["-4", "--ipv4"], values: 0, add: asks((_, { family }) => family === "ipv4") },
  { names: ["-6", "--ipv6"], values: 0, add: asks((_, { family }) => family === "ipv6") },
  // The packet that opens a connection is not a later fragment; the kernel reassembles other packets.
  { names: ["-f", "--fragments"], values: 0, add: asks(() => false) },
  { names: ["-c", "--set-counters"], values: 2, add: ignored },
];

/** Unassigned TCP option numbers (IANA registry, September 2023). */
const unassigned = /^(?:3[1235-9]|[45]\d|6[0-7]|7[1-5]|79|[89]\d|1\d\d|2[0-4]\d|25[0-2])$/;

/** Adds the link-layer type of packets; packets that the server sends have the default. */
const packetType: AddOption = asksForWord(["UNICAST", "BROADCAST", "MULTICAST"], ({ view }) =>
  view.neighbor === "solicitation" && travelDirection(view) === "inbound" ? "MULTICAST" : "UNICAST",
);

/**
 * The supported matches: the options of each module. To support another match, add it here. A module or option that
 * is missing here leaves a match in doubt.
 */
const matches: Readonly<Record<string, readonly MatchOption[]>> = {
  addrtype: [
    { names: ["--src-type"], add: asks(fitsAddressType("source")) },
    { names: ["--dst-type"], add: asks(fitsAddressType("destination")) },
  ],
  comment: [{ names: ["--comment"], add: ignored }],
  hl: [
    { names: ["--hl-eq"], add: asks(fitsHopLimit((limit, value) => limit === value)) },
    { names: ["--hl-lt"], add: asks(fitsHopLimit((limit, value) => limit < value)) },
    { names: ["--hl-gt"], add: asks(fitsHopLimit((limit, value) => limit > value)) },
  ],
  icmp6: [{ names: ["--icmpv6-type"], add: addIcmpv6Type }],
  conntrack: [{ names: ["--ctstate"], add: connectionState }, ...conntrackOptions],
  // It shares the option of mark.
  connmark: [],
  iprange: [
    { names: ["--src-range"], add: addAddresses("source") },
    { names: ["--dst-range"], add: addAddresses("destination") },
  ],
  mark: [{ names: ["--mark"], add: mark }],
  multiport: [
    { names: ["--sports", "--source-ports"], add: addPorts("source") },
    { names: ["--dports", "--destination-ports"], add: addPorts("destination") },
    { names: ["--ports"], add: addPorts("either") },
  ],
  pkttype: [{ names: ["--pkt-type"], add: packetType }],
  rpfilter: [
    { names: ["--loose"], values: 0, add: ignored },
    { names: ["--validmark"], values: 0, add: ignored },
    { names: ["--accept-local"], values: 0, add: ignored },
    // A connection arrives on the interface that its replies leave by.
    { names: ["--invert"], values: 0, add: asks(() => false) },
  ],
  state: [{ names: ["--state"], add: connectionState }],
  tcp: [
    { names: ["--sport", "--source-port"], add: addPorts("source") },
    { names: ["--dport", "--destination-port"], add: addPorts("destination") },
    { names: ["--syn"], values: 0, add: asks((_, { view }) => isOpening(view)) },
    { names: ["--tcp-flags"], values: 2, add: asks(fitsTcpFlags) },
    // Whether a packet has an assigned option is in doubt.
    { names: ["--tcp-option"], add: asks(({ value }) => !unassigned.test(value) && undefined) },
  ],
  // It shares the options of tcp.
  udp: [],
  ...typicalMatches,
  ...openingMatches,
};

/** Returns a function that compares the hop limit: it is 255 in neighbor discovery (RFC 4861, section 7.1). */
function fitsHopLimit(fits: (limit: number, value: number) => boolean): Question {
  return ({ value }, { view }) => (view.neighbor ? fits(255, Number(value)) : undefined);
}

/** Adds a test of the mark of the packet or its connection; a mark that no rule sets may be set elsewhere. */
function mark(
  ...[{ value, negated, what, module }, { builder, uses }]: Parameters<AddOption>
): void {
  const which = module === "connmark" ? "connectionMark" : "mark";
  const isSet = which === "mark" ? uses.marks : uses.connectionMarks;
  const test = isSet ? markTest(which, value, negated) : undefined;
  if (test) {
    builder.state(test);
  } else {
    builder.holds(undefined, what, "state");
  }
}

/** Returns the option names of the given modules; a protocol name also loads its module. */
export function optionNamesOf(modules: readonly string[]): readonly string[] {
  return modules
    .flatMap((name) =>
      Object.hasOwn(matches, name) ? (matches[name] as readonly MatchOption[]) : [],
    )
    .flatMap(({ names }) => names);
}

/** The supported options, by each spelling of their names. */
export const matchOptions: ReadonlyMap<string, MatchOption> = new Map(
  [...generalOptions, ...Object.values(matches).flat()].flatMap((option) =>
    option.names.map((name) => [name, option] as const),
  ),
);
