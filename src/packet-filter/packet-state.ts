import type { Protocol } from "../net/types.ts";
import * as limits from "../util/limits.ts";

/** What rules did to a packet, or to its connection, that other rules may ask for. */
export interface PacketState {
  /** The mark of the packet. */
  readonly mark: number;
  /** The mark of the connection. */
  readonly connectionMark: number;
  /** The port of the server that the connection was sent to instead of its own; `undefined` if it was not. */
  readonly port: number | undefined;
  /** The port that packets of the connection get where the kernel translates them; `undefined` for their own. */
  readonly connectionPort: number | undefined;
  /** Whether the destination of the connection was translated. */
  readonly isTranslated: boolean;
  /** Whether conntrack leaves out the packet. */
  readonly isUntracked: boolean;
  /** Whether conntrack left out the packet that opened the connection, so that it does not know a reply. */
  readonly isUnseen: boolean;
  /** Whether conntrack left out the reply, so that it takes no later packet of TCP for a part of the connection. */
  readonly isUnanswered: boolean;
  /** The sets to which rules added the remote address, in ascending order. */
  readonly memberships: readonly string[];
}

/** Asks for the state of packets of a protocol. */
export type StateTest = (state: PacketState, protocol: Protocol) => boolean;

/** Returns the state of a packet after a rule changed it. */
export type StateChange = (state: PacketState) => PacketState;

/** The state of packets that no rule has changed. */
export const initialState: PacketState = {
  mark: 0,
  connectionMark: 0,
  port: undefined,
  connectionPort: undefined,
  isTranslated: false,
  isUntracked: false,
  isUnseen: false,
  isUnanswered: false,
  memberships: [],
};

/** The states that packets are in, each as one object. */
export class PacketStates {
  readonly #states = new Map<string, PacketState>([[keyOf(initialState), initialState]]);

  /** Whether rules changed the state of packets. */
  get areSeveral(): boolean {
    return this.#states.size > 1;
  }

  /** Returns the one object for a state. */
  find(state: PacketState): PacketState {
    const key = keyOf(state);
    const found = this.#states.get(key) ?? state;
    this.#states.set(key, found);
    return found;
  }

  /** Returns the one object for the state that a rule makes; `undefined` for one more than can be followed. */
  findChanged(state: PacketState): PacketState | undefined {
    return this.#states.size < limits.packetStates || this.#states.has(keyOf(state))
      ? this.find(state)
      : undefined;
  }
}

/** Returns a text that is the same for equal states. */
export function keyOf({ memberships, ...state }: PacketState): string {
  return JSON.stringify([...Object.values(state).map((value) => value ?? null), memberships]);
}

/** Returns the state of the replies to a packet: what of its state is that of its connection. */
export function stateOfReply(state: PacketState): PacketState {
  return { ...state, mark: 0, isUntracked: false, isUnseen: state.isUntracked };
}

/** Returns the state of the packets that follow the one that opened a connection, before they are translated. */
export function stateOfLater(state: PacketState): PacketState {
  return { ...stateOfReply(state), port: undefined };
}

/**
 * Returns the state of a packet whose connection a rule sends to a port of the server.
 *
 * @param port - `undefined` for the port it went to before
 */
export function redirected(state: PacketState, port: number | undefined): PacketState {
  const next = port ?? state.port;
  return { ...state, isTranslated: true, port: next, connectionPort: next };
}

/** Returns the state of a packet whose remote address a rule adds to a set, or takes out of it. */
export function withMembership(state: PacketState, set: string, isMember: boolean): PacketState {
  const others = state.memberships.filter((each) => each !== set);
  return { ...state, memberships: isMember ? [...others, set].sort() : others };
}
