import { keyText } from "./fields/apply-test.ts";
import type { Mark } from "./marks.ts";
import type { Key, NftTable } from "./ruleset.ts";
import type { StateUses } from "./uses.ts";

/** Returns how the rules of tables change packet state. */
export function stateUses(tables: readonly NftTable[]): StateUses {
  const marks = new Map<Mark, boolean>();
  const filled = new Map<NftTable, ReadonlyMap<string, string>>();
  let untracks = false;
  let translates = false;
  let asks = false;
  for (const table of tables) {
    const keys = new Map<string, string | undefined>();
    for (const { tests, effects, outcome } of [...table.chains.values()].flatMap(
      ({ rules }) => rules,
    )) {
      translates ||= outcome.kind === "redirect" || outcome.kind === "undetermined";
      asks ||= tests.some(({ key }) => isOfConntrack(key));
      asks ||= outcome.kind === "map" && isOfConntrack(outcome.key);
      for (const effect of effects) {
        if (effect.kind === "untrack") {
          untracks = true;
        } else if (effect.kind === "mark") {
          marks.set(effect.mark, effect.value !== undefined && marks.get(effect.mark) !== false);
        } else {
          const text = effect.key && keyText(effect.key);
          keys.set(
            effect.set,
            keys.has(effect.set) && keys.get(effect.set) !== text ? undefined : text,
          );
        }
      }
    }
    filled.set(
      table,
      new Map([...keys].filter((each): each is [string, string] => each[1] !== undefined)),
    );
  }
  return {
    marks: new Set([...marks].flatMap(([mark, isUnderstood]) => (isUnderstood ? [mark] : []))),
    untracks,
    translates,
    tracks: asks || translates || marks.has("connectionMark"),
    filled,
  };
}

function isOfConntrack(key: Key): boolean {
  return key.some(({ protocol }) => protocol === "ct");
}
