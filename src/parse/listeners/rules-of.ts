import { portSet } from "../../net/port-set.ts";
import type { PortRange } from "../../net/types.ts";
import type { Doubt, Rule } from "../../packet-filter/model.ts";
import type { Listener, Reached } from "./listeners-of.ts";
import type { Socket } from "./ruleset.ts";

/** The ports that the same remote addresses reach. */
interface Group extends Pick<Socket, "protocol"> {
  readonly reached: Reached;
  readonly ports: PortRange[];
}

/**
 * Returns rules that accept exactly the connections that reach a socket: one rule for all ports with the same
 * remote addresses. Certain rules come first, so that later doubts do not affect their ports.
 */
export function rulesOf(listeners: readonly Listener[]): readonly Rule[] {
  const groups = new Map<Doubt | undefined, Group[]>([[undefined, []]]);
  for (const { socket, reached } of listeners) {
    for (const each of reached) {
      const alike = groups.get(each.doubt) ?? [];
      groups.set(each.doubt, alike);
      const { from, through } = { from: socket.port, through: socket.port };
      const group = alike.find((other) => isAlike(other, socket, each));
      if (group) {
        group.ports.push({ from, through });
      } else {
        alike.push({
          protocol: socket.protocol,
          reached: each,
          ports: [{ from, through }],
        });
      }
    }
  }
  return [...groups.values()].flat().map(({ protocol, reached, ports }) => ({
    match: { protocols: [protocol], ports: portSet(ports), ...reached },
    action: { kind: "accept" },
    // Each port has its own origin.
    origin: null,
  }));
}

function isAlike(group: Group, { protocol }: Socket, { family, remotes }: Reached): boolean {
  return (
    group.protocol === protocol &&
    group.reached.family === family &&
    group.reached.remotes === remotes
  );
}
