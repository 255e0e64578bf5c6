import type { PortEntry } from "../dataset/types.ts";
import { openAccess, undeterminedAccess } from "../net/access.ts";
import { allAddresses, noAddress } from "../net/address-set.ts";
import { isMostOf } from "../net/is-most-of.ts";
import { overlay, type PortMap } from "../net/port-map.ts";
import { covers } from "../net/port-range.ts";
import { isMostPorts } from "../net/port-set.ts";
import { type RemoteAddresses, remotesOf } from "../net/remote-addresses.ts";
import { trustedRemotes } from "../net/trusted-remotes.ts";
import type {
  Direction,
  Family,
  ListenerExposure,
  Protocol,
  QualifiedPorts,
} from "../net/types.ts";
import { licenseSystemReaches } from "../policy/license-system-reaches.ts";
import type { Policy, PolicyOrExposure, PolicyRule } from "../policy/types.ts";
import { internalPorts } from "../query/internal-ports.ts";
import { listPorts } from "../query/list-ports.ts";
import { type Listeners, listenersOf } from "./listeners-of.ts";
import { notesOf } from "./notes-of.ts";
import { RemotesIndex } from "./remotes-index.ts";
import { RuleFinder } from "./rule-finder.ts";
import type { AuditScope } from "./types.ts";

/** A direction and a protocol: the unit of comparison. */
export interface Lane {
  readonly direction: Direction;
  readonly protocol: Protocol;
}

/** Who may use the ports of a lane. */
interface LaneAccess {
  readonly expected: PortMap<RemoteAddresses>;
  readonly open: PortMap<RemoteAddresses>;
  readonly undetermined: PortMap<RemoteAddresses>;
}

/** How many unexpected inbound ports of a protocol and family are open to most addresses. */
type Width = "all" | "most" | "some";

/** Two policies under comparison, with facts about them. */
export interface Comparison {
  readonly expected: Policy;
  readonly actual: PolicyOrExposure;
  /** Ports that may be open without being expected. */
  readonly tolerated: readonly PolicyRule[];
  /** The requested families that both policies cover. */
  readonly families: readonly Family[];
  /** The requested lanes, in order. */
  readonly lanes: readonly Lane[];
  /** The entries of the expected release by port; empty for a policy without a release. */
  readonly entries: ReadonlyMap<number, PortEntry>;
  /** Returns the remote addresses that may use an inbound TCP port, in any number of parts. */
  accessTo(port: number): readonly RemoteAddresses[];
  /** Whether cPanel's license system reaches the server, as far as is known. */
  readonly isCalledBack: boolean;
  /** Whether neighbor discovery is dropped, which closes IPv6 as a whole. */
  readonly lacksNeighbors: boolean;
  /** What listens on the server. */
  readonly listeners: Listeners;
  readonly index: RemotesIndex;
  accessOf(lane: Lane): LaneAccess;
  widthOf(protocol: Protocol, family: Family): Width;
  /** Returns the ports at a difference that are closed, but may be open to some addresses. */
  openToSome(lane: Lane & { readonly from: number }): readonly QualifiedPorts[];
  /** The minority of addresses that reach most inbound ports of a protocol, such as those of `csf.allow`. */
  trustedOf(protocol: Protocol): RemoteAddresses;
  /** Whether only the server itself may reach a port. */
  isLoopback(protocol: Protocol, port: number): boolean;
}

/** The largest possible scope. */
export const wholeScope: AuditScope = {
  families: ["ipv4", "ipv6"],
  directions: ["inbound", "outbound"],
  protocols: ["tcp", "udp"],
};

/** Prepares the comparison of an actual policy or exposure with an expected policy. */
export function comparisonOf(
  expected: Policy,
  actual: PolicyOrExposure,
  {
    tolerated = [],
    scope = wholeScope,
    listeners,
  }: Partial<Pick<Comparison, "tolerated">> & {
    readonly scope?: AuditScope;
    readonly listeners?: ListenerExposure | undefined;
  } = {},
): Comparison {
  const families = scope.families.filter(
    (family) => expected.families.includes(family) && actual.families.includes(family),
  );
  const { release } = expected;
  const entries = release === null ? [] : listPorts(release);
  const index = new RemotesIndex(families);
  const accessOf = accessFinder(expected, actual, families, index);
  const loopback = new Set([
    ...entries.filter(({ scope: reach }) => reach === "loopback").map(({ port }) => port),
    ...expected.loopback.map(({ port }) => port),
  ]);
  const toSome = new RuleFinder(
    ("qualified" in actual ? actual.qualified : []).filter(
      ({ qualification }) => qualification === "may-be-open-to-some",
    ),
  );
  const accessTo = (port: number) => {
    const { open, undetermined } = accessOf({ direction: "inbound", protocol: "tcp" });
    return [
      ...[...open, ...undetermined]
        .filter((interval) => covers(interval, port))
        .map(({ value }) => value),
      ...toSome
        .at(port)
        .filter(({ direction, protocol }) => direction === "inbound" && protocol === "tcp")
        .map((each) => remotesOf(each, families)),
    ];
  };
  return {
    expected,
    actual,
    tolerated,
    families,
    lanes: scope.directions.flatMap((direction) =>
      scope.protocols.map((protocol) => ({ direction, protocol })),
    ),
    entries: new Map(entries.map((entry) => [entry.port, entry])),
    accessTo,
    isCalledBack: release === null || licenseSystemReaches(release, accessTo, families),
    lacksNeighbors: notesOf(actual).some(
      ({ code, kind }) => code === "neighbor-discovery" && kind === "warning",
    ),
    listeners: listenersOf(listeners, families),
    index,
    accessOf,
    widthOf: remembered(
      (protocol: Protocol, family: Family) => `${protocol} ${family}`,
      (protocol, family) => widthIn(accessOf({ direction: "inbound", protocol }), family),
    ),
    openToSome: ({ direction, protocol, from }) =>
      toSome.at(from).filter((each) => each.direction === direction && each.protocol === protocol),
    trustedOf: remembered(String, (protocol: Protocol) =>
      trustedIn(accessOf({ direction: "inbound", protocol }).open),
    ),
    isLoopback: (protocol, port) =>
      loopback.has(port) ||
      (release !== null &&
        internalPorts.some((each) => each.port === port && each.protocols.includes(protocol))),
  };
}

function trustedIn(open: PortMap<RemoteAddresses>): RemoteAddresses {
  const of = (family: Family) => {
    const trusted = trustedRemotes(open, (remotes) => remotes[family]);
    return isMostOf(trusted, allAddresses[family]) ? noAddress : trusted;
  };
  return { ipv4: of("ipv4"), ipv6: of("ipv6") };
}

function accessFinder(
  expected: Policy,
  actual: PolicyOrExposure,
  families: readonly Family[],
  index: RemotesIndex,
): Comparison["accessOf"] {
  return remembered(
    ({ direction, protocol }: Lane) => `${direction} ${protocol}`,
    ({ direction, protocol }): LaneAccess => {
      const args = [direction, protocol, families] as const;
      return {
        expected: indexed(openAccess(expected, ...args), index),
        open: indexed(openAccess(actual, ...args), index),
        undetermined: indexed(undeterminedAccess(actual, ...args), index),
      };
    },
  );
}

function indexed(map: PortMap<RemoteAddresses>, index: RemotesIndex): PortMap<RemoteAddresses> {
  return map.map(({ from, through, value }) => ({ from, through, value: index.find(value) }));
}

/** More ports than this count as all: expected ports, and ports that single rules close, are missing from the count. */
const nearlyAll = 64511;

function widthIn({ open, expected }: LaneAccess, family: Family): Width {
  const isMost = (remotes: RemoteAddresses | undefined) =>
    remotes !== undefined && isMostOf(remotes[family], allAddresses[family]);
  const counts = overlay([open, expected], ({ from, through }, [actual, wanted]) =>
    isMost(actual) && !isMost(wanted) ? through - from + 1 : 0,
  );
  const count = counts.reduce((sum, each) => sum + each, 0);
  return count > nearlyAll ? "all" : isMostPorts(count) ? "most" : "some";
}

function remembered<Input extends readonly unknown[], Value>(
  keyOf: (...input: Input) => string,
  work: (...input: Input) => Value,
): (...input: Input) => Value {
  const known = new Map<string, Value>();
  return (...input) => {
    const key = keyOf(...input);
    const value = known.get(key) ?? work(...input);
    known.set(key, value);
    return value;
  };
}
