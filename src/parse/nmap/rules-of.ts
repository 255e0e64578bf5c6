import { commonPorts, otherPorts, portSet } from "../../net/port-set.ts";
import type { Family, NoteCode, Origin, PortRange, Protocol } from "../../net/types.ts";
import type { Rule } from "../../packet-filter/model.ts";
import * as limits from "../../util/limits.ts";
import type { NoteList } from "../notes.ts";
import type { ProtocolResults, Result } from "./protocol-results.ts";

/** Ports that scans leave in doubt. */
interface Unclear {
  readonly code: NoteCode;
  readonly why: string;
  readonly ports: readonly PortRange[];
  /** The first place in the input that shows it. */
  readonly origin: Origin | null;
}

const otherStates = `more than ${limits.nmapStates} other states`;

const differ = "one scan found the port open and another found it filtered";

/**
 * Returns rules that accept connections to the ports found open. A certain result of one scan overrides a
 * doubtful one of another; ports that were not scanned are in doubt.
 */
export function rulesOf(
  results: ProtocolResults,
  family: Family,
  protocol: Protocol,
  notes: NoteList,
): readonly Rule[] {
  const match = { family, protocols: [protocol] } as const;
  const conflict = commonPorts(portsOf(results.open), portsOf(results.closed));
  const unclear = unclearPorts(results, conflict, protocol).filter(({ ports }) => ports.length > 0);
  return [
    ...unclear.map(({ code, why, ports, origin }): Rule => {
      const text = `${protocol} ${textOf(ports)}: ${why}`;
      notes.add("unknown", code, origin ?? { input: 0, line: null }, text);
      const kind = code === "not-examined" ? code : "not-understood";
      const doubt = { kind, reason: why, origin } as const;
      return { match: { ...match, ports }, action: { kind: "undetermined", doubt }, origin };
    }),
    ...results.open.map(
      ({ ports, origin }): Rule => ({
        match: { ...match, ports },
        action: { kind: "accept" },
        origin,
      }),
    ),
  ];
}

function unclearPorts(
  { open, closed, doubtful, isExamined }: ProtocolResults,
  conflict: readonly PortRange[],
  protocol: Protocol,
): readonly Unclear[] {
  const certain = portSet([...portsOf(open), ...portsOf(closed)]);
  const places = new Map<string, Result[]>();
  for (const { why: text, ...result } of doubtful) {
    const why = places.size < limits.nmapStates || places.has(text) ? text : otherStates;
    const alike = places.get(why) ?? [];
    places.set(why, alike);
    alike.push(result);
  }
  const examined = portSet([...certain, ...portsOf(doubtful)]);
  return [
    { code: "port-state", why: differ, ports: conflict, origin: null },
    ...[...places].map(([why, alike]): Unclear => {
      const [first] = alike as [Result];
      const ports = commonPorts(portsOf(alike), otherPorts(certain));
      return { code: "port-state", why, ports, origin: first.origin };
    }),
    {
      code: "not-examined",
      why: isExamined
        ? "the scan did not examine the port"
        : examined.length > 0
          ? "the input does not show which ports were scanned"
          : `no scan examined ${protocol.toUpperCase()}`,
      ports: otherPorts(examined),
      origin: null,
    },
  ];
}

function portsOf(results: readonly Result[]): readonly PortRange[] {
  return portSet(results.flatMap(({ ports }) => ports));
}

/** The maximum number of intervals that a note names. */
const named = 5;

function textOf(ports: readonly PortRange[]): string {
  const shown = ports
    .slice(0, named)
    .map(({ from, through }) => (from === through ? `${from}` : `${from}-${through}`));
  return `${shown.join(",")}${ports.length > named ? ",…" : ""}`;
}
