import { openAccess } from "../net/access.ts";
import { intersect, subtract } from "../net/address-set.ts";
import { mergeAdjacent, overlay, type PortInterval, type PortMap, sweep } from "../net/port-map.ts";
import { covers } from "../net/port-range.ts";
import {
  combine,
  isNobody,
  noRemotes,
  type RemoteAddresses,
  remotesOf,
  sameRemotes,
  whoMayOf,
} from "../net/remote-addresses.ts";
import type { ClosingPlace, Family, PortRange } from "../net/types.ts";
import { ftpPassive } from "../policy/create/ftp-passive.ts";
import { licenseSystemRemotes } from "../policy/license-system-remotes.ts";
import { opensFor } from "../policy/opens-for.ts";
import type { Policy } from "../policy/types.ts";
import { listPorts } from "../query/list-ports.ts";
import { serverNeeds } from "../query/server-needs.ts";
import { groupBy } from "../util/group-by.ts";
import type { KeptConnection } from "./read-closing.ts";
import type { FirewallPlan, PlanChange, SparedPorts } from "./types.ts";
import { wholeOf } from "./whole-of.ts";

/** The facts that decide which ports a plan never closes. */
export interface Sparing {
  readonly expected: Policy;
  readonly families: readonly Family[];
  /** The known SSH ports. */
  readonly sshPorts: readonly number[];
  /** Whether SSH may also listen on other ports. */
  readonly sshMayBeElsewhere: boolean;
  readonly kept: readonly KeptConnection[];
  /** The port at which cPanel's license system must stay let in; `undefined` for none. */
  readonly licensePort?: number | undefined;
  /** The ports that no rule can close. */
  readonly obstacles: readonly ClosingPlace[];
  /** Whether the options ask to limit outbound connections. */
  readonly limitsOutbound: boolean;
}

/** A part of a closing: the addresses, and why they are spared; `undefined` if they are not. */
interface Piece {
  readonly who: RemoteAddresses;
  readonly why: string | undefined;
}

/**
 * Splits closings into those a plan may do, and those it never does, with the reason. Ports that are open to most
 * addresses are closed to all except the expected ones; banned addresses need no exception.
 */
export function sparePorts(
  closings: readonly PlanChange[],
  sparing: Sparing,
): Pick<FirewallPlan, "closable" | "spared"> {
  const parts = closings.flatMap((change) =>
    piecesOf(change, sparing).map(({ from, through, value: { who, why } }) => ({
      change: { ...change, ports: { from, through }, who: whoMayOf(who, sparing.families) },
      why,
    })),
  );
  return {
    closable: parts.flatMap(({ change, why }) => (why === undefined ? [change] : [])),
    spared: parts.flatMap(({ change, why }): readonly SparedPorts[] =>
      why === undefined ? [] : [{ ...change, why }],
    ),
  };
}

function piecesOf(change: PlanChange, sparing: Sparing): readonly PortInterval<Piece>[] {
  const { direction, protocol, ports } = change;
  const { expected, families } = sparing;
  const everybody = remotesOf({ sources: "any", except: [] }, families);
  const open = remotesOf(change.who, families);
  const whyNot = reasonsFor(change, sparing);
  const obstacles = sparing.obstacles.filter(
    (each) => each.direction === direction && each.protocol === protocol,
  );
  const pieces = overlay(
    [
      [{ ...ports, value: open }],
      openAccess(expected, direction, protocol, families),
      licenseAccess(change, sparing),
      sweep<unknown, PortInterval<RemoteAddresses>>(
        [...whyNot, ...obstacles.map((each) => ({ ...each.ports, value: each }))],
        (range) => ({ ...range, value: noRemotes }),
      ),
    ],
    (
      { from, through },
      [closed = noRemotes, rest = noRemotes, callers = noRemotes],
    ): readonly PortInterval<Piece>[] => {
      const who = wholeOf(closed, combine(everybody, rest, subtract));
      const why = whyNot.find((each) => covers(each, from) && each.value.applies(who, rest))?.value
        .why;
      const { obstructed, rest: reached } = splitByObstacle(
        who,
        obstacles.filter((each) => covers(each.ports, from)),
      );
      const parts: readonly Piece[] =
        why === undefined
          ? [
              { who: combine(reached, callers, subtract), why },
              { who: combine(reached, callers, intersect), why: whyLicense },
              ...obstructed,
            ]
          : [{ who, why }];
      return parts.map((value) => ({ from, through, value }));
    },
  )
    .flat()
    .filter(({ value }) => !isNobody(value.who));
  return mergeAdjacent(pieces, (a, b) => a.why === b.why && sameRemotes(a.who, b.who));
}

/** Separates the addresses of families for which no rule can close a port. */
function splitByObstacle(
  who: RemoteAddresses,
  obstacles: readonly ClosingPlace[],
): { readonly obstructed: readonly Piece[]; readonly rest: RemoteAddresses } {
  const partOf = (concerned: readonly ClosingPlace[]): RemoteAddresses => ({
    ...noRemotes,
    ...Object.fromEntries(concerned.map(({ family }) => [family, who[family]])),
  });
  return {
    obstructed: [...groupBy(obstacles, ({ obstacle }) => obstacle)].map(([obstacle, group]) => ({
      who: partOf(group),
      why: `no rule can close it: ${obstacle}`,
    })),
    rest: combine(who, partOf(obstacles), subtract),
  };
}

/** The reason to keep a port open to cPanel's license system. */
export const whyLicense = "cPanel's license system must reach one of the ports it tries";

/** Returns the addresses of cPanel's license system at the port at which it must stay let in. */
function licenseAccess(
  { direction, protocol }: PlanChange,
  { expected: { release }, families, licensePort }: Sparing,
): PortMap<RemoteAddresses> {
  return release === null ||
    licensePort === undefined ||
    direction !== "inbound" ||
    protocol !== "tcp"
    ? []
    : [{ ...single(licensePort), value: licenseSystemRemotes(release, families) }];
}

/** A reason not to close ports. */
interface Reason {
  readonly why: string;
  /** Returns whether it applies to a closing for some addresses that leaves the ports open to the rest. */
  applies(closed: RemoteAddresses, rest: RemoteAddresses): boolean;
}

/** Returns the reasons not to close ports, most important first. */
function reasonsFor(
  { direction, protocol, entry }: PlanChange,
  sparing: Sparing,
): readonly PortInterval<Reason>[] {
  const needs = serverNeeds.flatMap(({ name, traffic }) =>
    traffic.flatMap((each) =>
      "port" in each && each.direction === direction && each.protocol === protocol
        ? [always(single(each.port), `every server needs it: ${name}`)]
        : [],
    ),
  );
  if (direction === "outbound") {
    return [
      ...needs,
      ...(sparing.limitsOutbound
        ? []
        : [always(everyPort, 'outbound ports are closed only with outbound: "needed"')]),
    ];
  }
  const kept = sparing.kept.map(
    ({ family, address, port, text }): PortInterval<Reason> => ({
      ...single(port),
      value: {
        why: `the connection ${text} must stay possible`,
        applies: (closed) => intersect(closed[family], address).length > 0,
      },
    }),
  );
  return [
    ...needs,
    ...kept,
    ...(protocol === "tcp" ? [...sshReasons(sparing), ...passiveReason(sparing)] : []),
    ...(protocol === "tcp" && entry === null && sparing.sshMayBeElsewhere
      ? [always(everyPort, "SSH may listen there: its configuration was not read completely")]
      : []),
  ];
}

/** Returns reasons to limit SSH at most, never to close it to everybody. */
function sshReasons({ expected, sshPorts }: Sparing): readonly PortInterval<Reason>[] {
  const named = expected.rules.filter((rule) => opensFor("ssh", rule)).map(({ ports }) => ports);
  const documented =
    expected.release !== null && named.length === 0 && sshPorts.length === 0
      ? listPorts(expected.release, { service: "ssh", direction: "inbound" })
      : [];
  return [
    ...sshPorts.map((port) => unlessLimited(single(port), "SSH listens there")),
    ...named.map((ports) => unlessLimited(ports, "it is an SSH port")),
    ...documented.map(({ port }) => unlessLimited(single(port), "it is the documented SSH port")),
  ];
}

function passiveReason({ expected }: Sparing): readonly PortInterval<Reason>[] {
  return expected.rules.some((rule) => opensFor("ftp", rule))
    ? [unlessLimited(ftpPassive.ports, "passive FTP uses it")]
    : [];
}

/** Returns a reason never to close ports. */
function always(ports: PortRange, why: string): PortInterval<Reason> {
  return { ...ports, value: { why, applies: () => true } };
}

/** Returns a reason not to close ports to everybody; they may be limited to the expected addresses. */
function unlessLimited(ports: PortRange, why: string): PortInterval<Reason> {
  return { ...ports, value: { why, applies: (_, rest) => isNobody(rest) } };
}

const everyPort: PortRange = { from: 1, through: 65535 };

function single(port: number): PortRange {
  return { from: port, through: port };
}
