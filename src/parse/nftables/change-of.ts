import {
  type PacketState,
  type StateChange,
  withMembership,
} from "../../packet-filter/packet-state.ts";
import type { Mark, MarkValue } from "./marks.ts";
import type { StateEffect } from "./ruleset.ts";

/**
 * Returns what statements do to the state of packets, in their order; `undefined` for nothing.
 *
 * @param isEarly - whether conntrack has not seen the packets yet
 * @param setKey - names a set that is followed
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

/** An untracked packet has no connection to mark. */
function markChange(mark: Mark, { source, keep, flip }: MarkValue): StateChange {
  const value = (state: PacketState) => (((source ? state[source] : 0) & keep) ^ flip) >>> 0;
  return (state) =>
    mark === "connectionMark" && state.isUntracked ? state : { ...state, [mark]: value(state) };
}
