import { serviceData } from "../dataset/dataset.ts";
import type { ServiceId } from "../dataset/literals.generated.ts";
import type { Service } from "../dataset/types.ts";
import { once } from "../util/once.ts";

/** The services by lower-case word. Ids take precedence over names and aliases, then daemons, then categories. */
const servicesByWord: () => ReadonlyMap<string, readonly ServiceId[]> = once(listWords);

/** Returns every word for services, in lower case, words for one service first. */
export function serviceWords(): readonly string[] {
  return [...servicesByWord().keys()];
}

/**
 * Finds services by a word in any case: one by its id, name or alias, all that a daemon serves in any release, or all of
 * a category.
 *
 * @returns their ids; `undefined` for an unknown word
 */
export function findServices(word: unknown): readonly ServiceId[] | undefined {
  return typeof word === "string" ? servicesByWord().get(word.toLowerCase()) : undefined;
}

function listWords(): Map<string, readonly ServiceId[]> {
  const all = new Map<string, readonly ServiceId[]>();
  const kinds: readonly ((service: Service) => readonly string[])[] = [
    ({ id }) => [id],
    ({ name, aliases }) => [name.toLowerCase(), ...aliases],
    ({ daemons }) => (typeof daemons === "string" ? [] : daemons.flatMap((each) => each.names)),
    ({ category }) => [category],
  ];
  for (const wordsOf of kinds) {
    const found = new Map<string, readonly ServiceId[]>();
    for (const service of serviceData()) {
      for (const word of new Set(wordsOf(service))) {
        found.set(word, [...(found.get(word) ?? []), service.id]);
      }
    }
    for (const [word, ids] of found) {
      if (!all.has(word)) {
        all.set(word, ids);
      }
    }
  }
  return all;
}
