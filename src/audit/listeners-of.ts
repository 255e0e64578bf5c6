import { covers, overlaps } from "../net/port-range.ts";
import type { Family, ListenerExposure, PortRange, Protocol } from "../net/types.ts";
import { processesText } from "../policy/label-of.ts";

/** The listening sockets of a server. */
export interface Listeners {
  /** The ports on which something listens, on any interface. */
  readonly ports: readonly { readonly protocol: Protocol; readonly ports: PortRange }[];
  /** Returns whether other machines certainly reach no listener on any of these ports. */
  isUnreached(protocol: Protocol, ports: PortRange): boolean;
  /** Returns whether something listens only on the loopback interface on one of these ports. */
  isOnLoopback(protocol: Protocol, ports: PortRange): boolean;
  /** Returns the names of the processes that listen on a port; `undefined` for none. */
  processesAt(protocol: Protocol, port: number): string | undefined;
}

/** Returns the listeners of an exposure; without one that covers the families, no port is certainly idle. */
export function listenersOf(
  exposure: ListenerExposure | undefined,
  families: readonly Family[],
): Listeners {
  if (exposure === undefined) {
    return {
      ports: [],
      isUnreached: () => false,
      isOnLoopback: () => false,
      processesAt: () => undefined,
    };
  }
  const of = (protocol: Protocol) => (rule: { readonly protocol: Protocol }) =>
    rule.protocol === protocol;
  const inbound = exposure.rules.filter(({ direction }) => direction === "inbound");
  const doubts = exposure.undetermined.filter(({ direction }) => direction === "inbound");
  const loopback = exposure.loopback.flatMap(({ port, protocols, processes }) =>
    protocols.map((protocol) => ({ protocol, ports: { from: port, through: port }, processes })),
  );
  return {
    ports: [...inbound, ...loopback],
    isUnreached: (protocol, ports) =>
      families.every((family) => exposure.families.includes(family)) &&
      ![...inbound, ...doubts].filter(of(protocol)).some((rule) => overlaps(rule.ports, ports)),
    isOnLoopback: (protocol, ports) =>
      loopback.filter(of(protocol)).some((each) => overlaps(each.ports, ports)),
    processesAt: (protocol, port) => {
      const rule = [...inbound, ...loopback]
        .filter(of(protocol))
        .find((each) => covers(each.ports, port) && each.processes.length > 0);
      return rule && processesText(rule.processes);
    },
  };
}
