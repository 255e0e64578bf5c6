import {
  type PacketState,
  type StateChange,
  withMembership,
} from "../../packet-filter/packet-state.ts";
import type { Mark, MarkValue } from "./marks.ts";
import type { StateEffect } from "./ruleset.ts";

/**
 * Returns the state change that statements make, in order; `undefined` if none.
 *
 * @param isEarly - whether the packets precede connection tracking
 * @param setKey - returns the key of a set; `undefined` if the set is not followed
 */
export function changeOf(
  effects: readonly StateEffect[],
  isEarly: boolean,
  setKey: (set: string) => string | undefined,
): StateChange | undefined {
  const changes = effects.flatMap((effect): readonly StateChange[] => {
    if (effect.kind === "untrack") {
      return isEarly ? [(state) => ({ ...state, isUntracked: true })] : [];
    }
    if (effect.kind === "mark") {
      return effect.value ? [markChange(effect.mark, effect.value)] : [];
    }
    const key = setKey(effect.set);
    return key === undefined ? [] : [(state) => withMembership(state, key, effect.isAdded)];
  });
  return changes.length === 0
    ? undefined
    : (state) => changes.reduce((now, change) => change(now), state);
}

/** Returns a change that writes a mark; an untracked packet has no connection to mark. */
function markChange(mark: Mark, { source, keep, flip }: MarkValue): StateChange {
  const value = (state: PacketState) => (((source ? state[source] : 0) & keep) ^ flip) >>> 0;
  return (state) =>
    mark === "connectionMark" && state.isUntracked ? state : { ...state, [mark]: value(state) };
}
