import { covers, overlaps } from "../net/port-range.ts";
import type { ListenerExposure, ListenerRule, PortRange, Protocol } from "../net/types.ts";
import { processesText } from "../policy/label-of.ts";

/** The listening sockets of a server that other machines can reach. */
export interface Listeners {
  /** The ports on which something listens. */
  readonly ports: readonly { readonly protocol: Protocol; readonly ports: PortRange }[];
  /** Returns whether certainly nothing listens on any of these ports. */
  isIdle(protocol: Protocol, ports: PortRange): boolean;
  /** Returns the names of the processes that listen on a port; `undefined` for none. */
  processesAt(protocol: Protocol, port: number): string | undefined;
}

/** Returns the listeners of an exposure; without one, no port is certainly idle. */
export function listenersOf(exposure: ListenerExposure | undefined): Listeners {
  if (exposure === undefined) {
    return { ports: [], isIdle: () => false, processesAt: () => undefined };
  }
  const of = (protocol: Protocol) => (rule: { readonly protocol: Protocol }) =>
    rule.protocol === protocol;
  const inbound = exposure.rules.filter(({ direction }) => direction === "inbound");
  const doubts = exposure.undetermined.filter(({ direction }) => direction === "inbound");
  return {
    ports: inbound,
    isIdle: (protocol, ports) =>
      ![...inbound, ...doubts].filter(of(protocol)).some((rule) => overlaps(rule.ports, ports)),
    processesAt: (protocol, port) => {
      const rule = inbound
        .filter(of(protocol))
        .find((each: ListenerRule) => covers(each.ports, port) && each.processes.length > 0);
      return rule && processesText(rule.processes);
    },
  };
}
