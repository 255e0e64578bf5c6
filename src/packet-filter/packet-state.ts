import type { Protocol } from "../net/types.ts";
import * as limits from "../util/limits.ts";

/** The changes that rules made to a packet or its connection, and that other rules may match. */
export interface PacketState {
  /** The mark of the packet. */
  readonly mark: number;
  /** The mark of the connection. */
  readonly connectionMark: number;
  /** The server port to which the connection was redirected; `undefined` if it was not. */
  readonly port: number | undefined;
  /** The port to which the kernel translates packets of the connection; `undefined` for their own. */
  readonly connectionPort: number | undefined;
  /** Whether the destination of the connection was translated. */
  readonly isTranslated: boolean;
  /** Whether the packet is untracked. */
  readonly isUntracked: boolean;
  /** Whether the opening packet was untracked, so that conntrack does not recognize a reply. */
  readonly isUnseen: boolean;
  /** Whether the reply was untracked, so that conntrack does not assign later TCP packets to the connection. */
  readonly isUnanswered: boolean;
  /** The sets to which rules added the remote address, in ascending order. */
  readonly memberships: readonly string[];
}

/** A condition on the state of packets of a protocol. */
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

/** The states of packets, each as one object. */
export class PacketStates {
  readonly #states = new Map<string, PacketState>([[keyOf(initialState), initialState]]);

  /** Whether rules changed the state of any packet. */
  get areSeveral(): boolean {
    return this.#states.size > 1;
  }

  /** Returns the unique object for a state. */
  find(state: PacketState): PacketState {
    const key = keyOf(state);
    const found = this.#states.get(key) ?? state;
    this.#states.set(key, found);
    return found;
  }

  /**
   * Returns the unique object for the state that a rule creates; `undefined` if there are too many states to
   * follow.
   */
  findChanged(state: PacketState): PacketState | undefined {
    return this.#states.size < limits.packetStates || this.#states.has(keyOf(state))
      ? this.find(state)
      : undefined;
  }
}

/** Returns a string that is equal for equal states. */
export function keyOf({ memberships, ...state }: PacketState): string {
  return JSON.stringify([...Object.values(state).map((value) => value ?? null), memberships]);
}

/** Returns the state of the replies to a packet: the part that belongs to its connection. */
export function stateOfReply(state: PacketState): PacketState {
  return { ...state, mark: 0, isUntracked: false, isUnseen: state.isUntracked };
}

/** Returns the state of later packets of a connection, before they are translated. */
export function stateOfLater(state: PacketState): PacketState {
  return { ...stateOfReply(state), port: undefined };
}

/**
 * Returns the state of a packet whose connection a rule redirects to a port of the server.
 *
 * @param port - `undefined` to keep the previous port
 */
export function redirected(state: PacketState, port: number | undefined): PacketState {
  const next = port ?? state.port;
  return { ...state, isTranslated: true, port: next, connectionPort: next };
}

/** Returns the state of a packet whose remote address a rule adds to a set or removes from it. */
export function withMembership(state: PacketState, set: string, isMember: boolean): PacketState {
  const others = state.memberships.filter((each) => each !== set);
  return { ...state, memberships: isMember ? [...others, set].sort() : others };
}
