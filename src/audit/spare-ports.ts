import { openAccess } from "../net/access.ts";
import { intersect, subtract } from "../net/address-set.ts";
import { mergeAdjacent, overlay, type PortInterval, sweep } from "../net/port-map.ts";
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
import type { Family, PortRange } from "../net/types.ts";
import { ftpPassive } from "../policy/create/ftp-passive.ts";
import { opensFor } from "../policy/opens-for.ts";
import type { Policy } from "../policy/types.ts";
import { listPorts } from "../query/list-ports.ts";
import { serverNeeds } from "../query/server-needs.ts";
import type { KeptConnection } from "./read-closing.ts";
import type { FirewallPlan, PlanChange, SparedPorts } from "./types.ts";
import { wholeOf } from "./whole-of.ts";

/** What decides which ports a plan never closes. */
export interface Sparing {
  readonly expected: Policy;
  readonly families: readonly Family[];
  /** The ports on which SSH is known to listen. */
  readonly sshPorts: readonly number[];
  /** Whether SSH may listen on others, too. */
  readonly sshMayBeElsewhere: boolean;
  readonly kept: readonly KeptConnection[];
  /** Whether the options ask to limit outbound connections. */
  readonly limitsOutbound: boolean;
}

/** A part of a closing: for whom, and why it is spared if it is. */
interface Piece {
  readonly who: RemoteAddresses;
  readonly why: string | undefined;
}

/**
 * Splits closings into those that a plan may do and those that it never does, with why. Ports that are open to most
 * addresses are closed to all but those who should use them: those that are banned make no exceptions.
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
  const pieces = overlay(
    [
      [{ ...ports, value: open }],
      openAccess(expected, direction, protocol, families),
      sweep(whyNot, (range) => ({ ...range, value: noRemotes })),
    ],
    ({ from, through }, [closed = noRemotes, rest = noRemotes]): PortInterval<Piece> => {
      const who = wholeOf(closed, combine(everybody, rest, subtract));
      const reason = whyNot.find((each) => covers(each, from) && each.value.applies(who, rest));
      return { from, through, value: { who, why: reason?.value.why } };
    },
  ).filter(({ value }) => !isNobody(value.who));
  return mergeAdjacent(pieces, (a, b) => a.why === b.why && sameRemotes(a.who, b.who));
}

/** Why ports are not closed. */
interface Reason {
  readonly why: string;
  /** Tells whether it holds where ports are closed to some addresses and stay open to others. */
  applies(closed: RemoteAddresses, rest: RemoteAddresses): boolean;
}

/** Returns the reasons not to close ports, the most important first. */
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
        : [always(everyPort, "it was not asked to limit what the server connects to")]),
    ];
  }
  const kept = sparing.kept.map(
    ({ family, address, port, text }): PortInterval<Reason> => ({
      ...single(port),
      value: {
        why: `it is the port of a connection to keep, ${text}`,
        applies: (closed) => intersect(closed[family], address).length > 0,
      },
    }),
  );
  return [
    ...needs,
    ...kept,
    ...(protocol === "tcp" ? [...sshReasons(sparing), ...passiveReason(sparing)] : []),
    ...(protocol === "tcp" && entry === null && sparing.sshMayBeElsewhere
      ? [
          always(
            everyPort,
            "SSH may listen there: files that its configuration includes were not read",
          ),
        ]
      : []),
  ];
}

/** SSH is limited at most to those who were named. */
function sshReasons({ expected, sshPorts }: Sparing): readonly PortInterval<Reason>[] {
  const named = expected.rules.filter((rule) => opensFor("ssh", rule)).map(({ ports }) => ports);
  const documented =
    expected.release !== null && named.length === 0 && sshPorts.length === 0
      ? listPorts(expected.release, { service: "ssh", direction: "inbound" })
      : [];
  return [
    ...sshPorts.map((port) => unlessLimited(single(port), "SSH listens there")),
    ...named.map((ports) => unlessLimited(ports, "it is a port of SSH")),
    ...documented.map(({ port }) =>
      unlessLimited(single(port), "it is the documented port of SSH"),
    ),
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

/** Returns a reason not to close ports to everybody: they may be limited to those who were named. */
function unlessLimited(ports: PortRange, why: string): PortInterval<Reason> {
  return { ...ports, value: { why, applies: (_, rest) => isNobody(rest) } };
}

const everyPort: PortRange = { from: 1, through: 65535 };

function single(port: number): PortRange {
  return { from: port, through: port };
}
