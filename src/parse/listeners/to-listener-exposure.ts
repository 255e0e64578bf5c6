import type {
  Exposure,
  ListenerExposure,
  LoopbackListener,
  Origin,
  PortAccess,
  Protocol,
} from "../../net/types.ts";
import { deepFreeze } from "../../util/deep-freeze.ts";
import type { Listener, Reached } from "./listeners-of.ts";
import { processesOf } from "./processes-of.ts";

/** The listeners of each port. */
type Ports = ReadonlyMap<number, readonly Listener[]>;

/**
 * Extends an exposure with the processes of each port, one rule per port, and the ports that only the server
 * itself reaches.
 */
export function toListenerExposure(
  exposure: Exposure,
  listeners: readonly Listener[],
): ListenerExposure {
  const ports = { tcp: portsOf(listeners, "tcp"), udp: portsOf(listeners, "udp") };
  return deepFreeze({
    ...exposure,
    rules: exposure.rules.flatMap(portByPort).map((rule) => {
      const here = ports[rule.protocol].get(rule.ports.from) as readonly Listener[];
      return { ...rule, decidedBy: openedBy(here), processes: namesOf(here) };
    }),
    loopback: loopbackOf(ports),
  });
}

function portsOf(listeners: readonly Listener[], protocol: Protocol): Ports {
  const ports = new Map<number, Listener[]>();
  for (const listener of listeners) {
    const { socket } = listener;
    if (socket.protocol === protocol) {
      const here = ports.get(socket.port) ?? [];
      here.push(listener);
      ports.set(socket.port, here);
    }
  }
  return ports;
}

/** Splits an interval into single ports, because each port has its own processes. */
function portByPort<T extends PortAccess>(access: T): readonly T[] {
  const { from, through } = access.ports;
  return Array.from({ length: through - from + 1 }, (_, index) => ({
    ...access,
    ports: { from: from + index, through: from + index },
  }));
}

/** Returns the socket that opens a port to the most addresses, IPv4 first, as in the evaluation. */
function openedBy(listeners: readonly Listener[]): Origin {
  const opening = listeners
    .flatMap(({ socket, reached }) => reached.map((each) => ({ socket, reached: each })))
    .filter(({ reached }) => !reached.doubt)
    .sort((a, b) => rank(a.reached) - rank(b.reached));
  const [first] = opening as [(typeof opening)[number]];
  return first.socket.origin;
}

function rank({ family, remotes }: Reached): number {
  return family !== "ipv6" ? 0 : remotes === undefined ? 1 : 2;
}

function namesOf(listeners: readonly Listener[]): readonly string[] {
  return processesOf(listeners.flatMap(({ socket }) => socket.names));
}

function loopbackOf(ports: Readonly<Record<Protocol, Ports>>): readonly LoopbackListener[] {
  const isLoopback = (listeners: readonly Listener[] = []) =>
    listeners.length > 0 && listeners.every(({ reached }) => reached.length === 0);
  const all = new Set([...ports.tcp.keys(), ...ports.udp.keys()]);
  return [...all]
    .sort((a, b) => a - b)
    .flatMap((port): readonly LoopbackListener[] => {
      const protocols = (["tcp", "udp"] as const).filter((protocol) =>
        isLoopback(ports[protocol].get(port)),
      );
      const here = protocols.flatMap(
        (protocol) => ports[protocol].get(port) as readonly Listener[],
      );
      return protocols.length === 0 ? [] : [{ port, protocols, processes: namesOf(here) }];
    });
}
