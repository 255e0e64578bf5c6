import fc from "fast-check";
import { probedPorts } from "./expected.ts";
import { addresses } from "./network.ts";

/**
 * A tool-independent packet filter, from which every tool's random rulesets are created. A kernel filter can do
 * more, but every tool can express these features in some way.
 */
export interface RandomFilter {
  readonly inbound: readonly RandomBase[];
  readonly outbound: readonly RandomBase[];
}

/** The hook of a base chain: before connection tracking, before filtering, or for filtering. */
export type Place = "raw" | "mangle" | "nat" | "filter" | "security";

/** A base chain with its own chains: a rule of a chain jumps only to later chains. */
export interface RandomBase {
  readonly place: Place;
  readonly policy: "accept" | "drop";
  readonly rules: readonly RandomRule[];
  readonly chains: readonly (readonly RandomRule[])[];
}

export interface RandomRule {
  readonly conditions: readonly Condition[];
  readonly action: RandomAction;
}

export interface Range {
  readonly from: number;
  readonly through: number;
}

/** A network or a range, of each family. */
interface RemoteAddresses {
  readonly ipv4: string;
  readonly ipv6: string;
}

export type Condition =
  | {
      readonly kind: "protocol";
      readonly protocol: "tcp" | "udp" | "icmp";
      readonly negated: boolean;
    }
  | {
      /** For the protocol that the rule names earlier. */
      readonly kind: "destination-ports" | "source-ports";
      readonly protocol: "tcp" | "udp";
      readonly ranges: readonly Range[];
      readonly negated: boolean;
    }
  /** The remote machine. */
  | { readonly kind: "peers"; readonly peers: RemoteAddresses; readonly negated: boolean }
  /** The server's own address. */
  | { readonly kind: "own"; readonly peers: RemoteAddresses; readonly negated: boolean }
  | { readonly kind: "state"; readonly states: readonly State[]; readonly negated: boolean }
  /** The TCP flags in the mask that must be set. */
  | {
      readonly kind: "flags";
      readonly mask: readonly Flag[];
      readonly wanted: readonly Flag[];
      readonly negated: boolean;
    }
  /** The interface of the connection; `eth+` matches names with this prefix. */
  | {
      readonly kind: "interface";
      readonly name: "lo" | "eth0" | "eth+" | "wan0";
      readonly negated: boolean;
    }
  /** The type of the destination address, seen from the server. */
  | {
      readonly kind: "destination-type";
      readonly types: readonly AddressType[];
      readonly negated: boolean;
    }
  | {
      readonly kind: "packet-type";
      readonly type: "unicast" | "multicast";
      readonly negated: boolean;
    }
  | { readonly kind: "comment"; readonly text: string }
  /** The mark that the action `mark` sets, or one that no rule sets. */
  | { readonly kind: "mark"; readonly isSet: boolean; readonly negated: boolean }
  /** A limit that no probes reach: the rule matches packets below it, or above it. */
  | { readonly kind: "limit"; readonly isBeyond: boolean };

type State = "new" | "established" | "related" | "invalid";
type AddressType = "local" | "unicast" | "multicast";
type Flag = "fin" | "syn" | "rst" | "ack";

type RandomAction =
  | { readonly kind: "accept" | "drop" | "reject" | "return" | "count" | "mark" }
  /** The connection is redirected to another port of the server. */
  | { readonly kind: "redirect"; readonly port: number }
  /** The index of the chain. */
  | { readonly kind: "jump" | "goto"; readonly chain: number };

const { office, stranger } = addresses;

/** A few ports, so that rules share them; their neighbors are also probed. */
const port = fc.constantFrom(...probedPorts.filter((_, index) => index % 7 === 0));
const range = fc.oneof(
  { weight: 2, arbitrary: port.map((from) => ({ from, through: from })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(port, fc.integer({ min: 0, max: 8000 }))
      .map(([from, length]) => ({ from, through: Math.min(from + length, 65535) })),
  },
);

/** Networks and ranges that do or do not contain the probing machines. */
const peers: fc.Arbitrary<RemoteAddresses> = fc.constantFrom(
  office,
  office,
  stranger,
  { ipv4: "10.99.0.0/24", ipv6: "fd99::/64" },
  { ipv4: "10.99.0.2/31", ipv6: "fd99::2/127" },
  { ipv4: "10.99.0.0/30", ipv6: "fd99::/126" },
  { ipv4: "10.99.0.4/30", ipv6: "fd99::4/126" },
  { ipv4: "10.0.0.0/8", ipv6: "fd00::/8" },
  { ipv4: "198.51.100.0/24", ipv6: "2001:db8::/32" },
  { ipv4: "128.0.0.0/1", ipv6: "8000::/1" },
  { ipv4: "10.99.0.3-10.99.0.9", ipv6: "fd99::3-fd99::9" },
  { ipv4: "10.98.0.0-10.99.0.2", ipv6: "fd98::-fd99::2" },
  { ipv4: "192.0.2.7-192.0.2.9", ipv6: "2001:db8::7-2001:db8::9" },
);

/** Addresses that the server never has. */
const foreign: RemoteAddresses = { ipv4: "127.0.0.0/8", ipv6: "::1" };
const multicast: RemoteAddresses = { ipv4: "224.0.0.0/4", ipv6: "ff00::/8" };

const negated = fc.integer({ min: 0, max: 4 }).map((number) => number === 0);
const transport = fc.constantFrom("tcp" as const, "tcp" as const, "udp" as const);

const ports = (
  kind: "destination-ports" | "source-ports",
  ranges: fc.Arbitrary<readonly Range[]>,
) =>
  fc
    .record({ protocol: transport, ranges, negated })
    .map(({ protocol, ranges, negated }): readonly Condition[] => [
      { kind: "protocol", protocol, negated: false },
      { kind, protocol, ranges, negated },
    ]);

const protocol: fc.Arbitrary<readonly Condition[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  {
    weight: 7,
    arbitrary: ports("destination-ports", fc.array(range, { minLength: 1, maxLength: 6 })),
  },
  {
    weight: 1,
    arbitrary: ports(
      "source-ports",
      fc.constantFrom(
        [{ from: 1024, through: 65535 }],
        [{ from: 1, through: 1023 }],
        [{ from: 53, through: 53 }],
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({
        protocol: fc.constantFrom("tcp" as const, "udp" as const, "icmp" as const),
        negated,
      })
      .map((each): readonly Condition[] => [{ kind: "protocol", ...each }]),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({
        flags: fc.constantFrom<readonly [readonly Flag[], readonly Flag[]]>(
          [["fin", "syn", "rst", "ack"], ["syn"]],
          [["syn"], ["syn"]],
          [
            ["syn", "ack"],
            ["syn", "ack"],
          ],
          [
            ["fin", "syn"],
            ["fin", "syn"],
          ],
          [["rst"], ["rst"]],
        ),
        negated,
      })
      .map(({ flags: [mask, wanted], negated }): readonly Condition[] => [
        { kind: "protocol", protocol: "tcp", negated: false },
        { kind: "flags", mask, wanted, negated },
      ]),
  },
);

/** Conditions that most rules lack, and that hold for connections to the server or for none. */
const aside: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    kind: fc.constant("state" as const),
    states: fc.subarray<State>(["new", "established", "related", "invalid"], { minLength: 1 }),
    negated,
  }),
  fc.record({
    kind: fc.constant("interface" as const),
    name: fc.constantFrom("lo" as const, "eth0" as const, "eth+" as const, "wan0" as const),
    negated,
  }),
  fc.record({
    kind: fc.constant("destination-type" as const),
    types: fc.subarray<AddressType>(["local", "unicast", "multicast"], { minLength: 1 }),
    negated,
  }),
  fc.record({
    kind: fc.constant("packet-type" as const),
    type: fc.constantFrom("unicast" as const, "multicast" as const),
    negated,
  }),
  fc.record({
    kind: fc.constant("own" as const),
    peers: fc.constantFrom(foreign, multicast),
    negated,
  }),
  fc.constantFrom<Condition>(
    { kind: "comment", text: "-j" },
    { kind: "comment", text: "drop all, -j DROP" },
  ),
);

/** A rule that jumps at most to some chains. Rules that depend on more than the packet are rare, and match one port. */
const rule = (
  direction: "inbound" | "outbound",
  place: Place,
  chains: readonly number[],
): fc.Arbitrary<RandomRule> => {
  const ends: RandomAction["kind"][] =
    place === "filter" || place === "security" || place === "mangle"
      ? ["accept", "accept", "accept", "drop", "drop", "reject", "return", "count", "mark"]
      : place === "nat" && direction === "inbound"
        ? ["accept", "return", "count", "redirect", "redirect"]
        : ["accept", "return", "count", "mark"];
  const action: fc.Arbitrary<RandomAction> = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.tuple(fc.constantFrom(...ends), port).map(
        ([kind, port]) =>
          // No tool can reject a connection before filtering.
          (kind === "redirect"
            ? { kind, port }
            : { kind: kind === "reject" && place !== "filter" ? "drop" : kind }) as RandomAction,
      ),
    },
    ...(chains.length === 0
      ? []
      : [
          {
            weight: 1,
            arbitrary: fc.record({
              kind: fc.constantFrom("jump" as const, "jump" as const, "goto" as const),
              chain: fc.constantFrom(...chains),
            }),
          },
        ]),
  );
  const plain = fc
    .record({
      protocol,
      peers: fc.option(fc.record({ kind: fc.constant("peers" as const), peers, negated }), {
        nil: undefined,
        freq: 2,
      }),
      aside: fc.option(aside, { nil: undefined, freq: 2 }),
      action,
    })
    .map(({ protocol, peers, aside, action }): RandomRule => {
      // Outbound ports to only a few addresses are undetermined.
      const isKept =
        direction === "inbound" || (["drop", "reject"].includes(action.kind) && !peers?.negated);
      const conditions = [
        ...protocol,
        ...(peers && isKept ? [peers] : []),
        ...(aside ? [aside] : []),
      ];
      // Only packets with ports can be redirected to another port.
      const hasPorts = protocol.some(
        (each) => each.kind === "protocol" && !each.negated && each.protocol !== "icmp",
      );
      return {
        conditions,
        action: action.kind === "redirect" && !hasPorts ? { kind: "accept" } : action,
      };
    });
  const odd = fc
    .record({
      port,
      odd: fc.oneof(
        fc.record({ kind: fc.constant("limit" as const), isBeyond: fc.boolean() }),
        fc.record({
          kind: fc.constant("mark" as const),
          isSet: fc.constantFrom(true, true, true, false),
          negated,
        }),
      ),
      action,
    })
    .map(
      ({ port, odd, action }): RandomRule => ({
        conditions: [
          { kind: "protocol", protocol: "tcp", negated: false },
          {
            kind: "destination-ports",
            protocol: "tcp",
            ranges: [{ from: port, through: port }],
            negated: false,
          },
          odd,
        ],
        action,
      }),
    );
  if (place !== "raw") {
    return fc.oneof({ weight: 12, arbitrary: plain }, { weight: 1, arbitrary: odd });
  }
  // Before connection tracking, replies look like requests: these rules must not drop replies.
  const early = fc
    .record({
      protocol: transport,
      port: port.filter((each) => each < 32768),
      states: fc.option(fc.subarray<State>(["new", "established", "invalid"], { minLength: 1 })),
      negated,
    })
    .map(
      ({ protocol, port, states, negated }): RandomRule => ({
        conditions: [
          { kind: "protocol", protocol, negated: false },
          {
            kind: "destination-ports",
            protocol,
            ranges: [{ from: port, through: port }],
            negated: false,
          },
          ...(states ? [{ kind: "state" as const, states, negated }] : []),
        ],
        action: { kind: "drop" },
      }),
    );
  return fc.oneof(plain, early);
};

const base = (
  direction: "inbound" | "outbound",
  place: Place,
  longest: number,
): fc.Arbitrary<RandomBase> =>
  fc.integer({ min: 0, max: place === "filter" ? 4 : 1 }).chain((count) => {
    const indexes = Array.from({ length: count }, (_, index) => index);
    return fc.record({
      place: fc.constant(place),
      policy:
        place === "filter"
          ? fc.constantFrom("accept" as const, "drop" as const, "drop" as const)
          : fc.constant("accept" as const),
      rules: fc.array(rule(direction, place, indexes), { minLength: 1, maxLength: longest }),
      chains: fc.tuple(
        ...indexes.map((index) =>
          fc.array(rule(direction, place, indexes.slice(index + 1)), { maxLength: 5 }),
        ),
      ),
    });
  });

const bases = (direction: "inbound" | "outbound") =>
  fc
    .tuple(
      fc.subarray(["raw", "mangle", "nat", "security"] as const, { maxLength: 2 }),
      base(direction, "filter", 14),
    )
    .chain(([others, filter]) =>
      fc
        .tuple(...others.map((place) => base(direction, place, 2)))
        .map((others): readonly RandomBase[] => [...others, filter]),
    );

/** Returns a number of filters, the same ones in every run. */
export function randomFilters(count: number, seed: number): readonly RandomFilter[] {
  return fc.sample(fc.record({ inbound: bases("inbound"), outbound: bases("outbound") }), {
    numRuns: count,
    seed,
  });
}
